#!/usr/bin/env bash
# A wall and its server with a steady stream of deals for some minutes: their memory must not grow.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_SOAK_MINUTES=${1:-10} exec node --test tests/chaos/soak.mjs
