#!/usr/bin/env bash
# Three nodes on a Redis with replicas and Sentinels, under load, while nodes and Redis servers are killed,
# frozen, flushed and restored from an old file: every acknowledged event is on every node once.
#
#   tests/chaos/shared_log.sh [ROUNDS] [REGEXP]     24 rounds of all faults, or of those whose names match
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_CHAOS_ROUNDS=${1:-24} DEALBELL_CHAOS_ONLY=${2:-.} exec node --test tests/chaos/shared_log.mjs
