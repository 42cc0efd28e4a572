#!/usr/bin/env bash
# Thousands of screens that reconnect at once after a restart.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_STORM_SCREENS=${1:-5000} exec node --test tests/chaos/storm.mjs
