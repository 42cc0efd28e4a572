#!/usr/bin/env bash
# Well-behaved screens beside misbehaving clients: half-open sockets, slow headers, garbage, floods.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_ABUSE_SECONDS=${1:-8} exec node --test tests/chaos/abuse.mjs
