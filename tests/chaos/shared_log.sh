#!/usr/bin/env bash
# Three nodes on a Redis with replicas and Sentinels, under load, while nodes and servers are killed,
# frozen, flushed and restored from old files: every node has each acknowledged event once.
#
#   tests/chaos/shared_log.sh [ROUNDS] [REGEXP]     default: 24 rounds; REGEXP selects faults by name
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_CHAOS_ROUNDS=${1:-24} DEALBELL_CHAOS_ONLY=${2:-.} exec node --test tests/chaos/shared_log.mjs
