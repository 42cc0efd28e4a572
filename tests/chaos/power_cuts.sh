#!/usr/bin/env bash
# Power cuts on a simulated disk that loses unsynced data, with a thousand seeds.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_SEEDS=${1:-1000} exec build/tests/store_tests --gtest_filter='PowerCut.*'
