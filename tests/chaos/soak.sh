#!/usr/bin/env bash
# A wall and its server under a steady stream of deals: memory must not grow.
#
#   tests/chaos/soak.sh [MINUTES]     10
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_SOAK_MINUTES=${1:-10} exec node --test tests/chaos/soak.mjs
