#!/usr/bin/env bash
# Two hundred random kill -9 points under load: every acknowledged event is there once.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_E2E_KILLS=${1:-200} exec node --test --test-concurrency=1 tests/e2e/durability.test.mjs
