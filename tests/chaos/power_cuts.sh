#!/usr/bin/env bash
# A thousand seeds of a disk that loses what was not synced.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_SEEDS=${1:-1000} exec build/tests/store_tests --gtest_filter='PowerCut.*'
