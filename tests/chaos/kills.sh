#!/usr/bin/env bash
# kill -9 at random moments under load: every acknowledged event is in the log once.
#
#   tests/chaos/kills.sh [KILLS]     200
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_E2E_KILLS=${1:-200} exec node --test --test-concurrency=1 tests/e2e/durability.test.mjs
