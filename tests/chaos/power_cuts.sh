#!/usr/bin/env bash
# Power cuts on a disk that loses what was not synced: every acknowledged event is in the log.
#
#   tests/chaos/power_cuts.sh [SEEDS]     1000
set -euo pipefail
cd "$(dirname "$0")/../.."
tests=build/tests/store_tests
filter='PowerCut.*'
# GoogleTest succeeds if nothing matches.
$tests --gtest_filter="$filter" --gtest_list_tests | grep -q '^  ' || {
  echo "power_cuts: no test is named $filter" >&2
  exit 1
}
DEALBELL_SEEDS=${1:-1000} exec $tests --gtest_filter="$filter"
