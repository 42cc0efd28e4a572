#!/usr/bin/env bash
# Three nodes on a Redis with replicas and Sentinels, under load, while nodes and servers are killed,
# frozen, flushed and put back to an old file: everything acknowledged is on every node, once.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_CHAOS_ROUNDS=${1:-24} exec node --test tests/chaos/shared_log.mjs
