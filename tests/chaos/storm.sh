#!/usr/bin/env bash
# Thousands of screens reconnect at once after a restart.
#
#   tests/chaos/storm.sh [SCREENS]     5000
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_STORM_SCREENS=${1:-5000} exec node --test tests/chaos/storm.mjs
