#!/usr/bin/env bash
# Kills the server with kill -9 at 200 random points under load: every acknowledged event is stored once.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_E2E_KILLS=${1:-200} exec node --test --test-concurrency=1 tests/e2e/durability.test.mjs
