#!/usr/bin/env bash
# Screens that behave among clients that do not: half-open sockets, slow heads, garbage, floods.
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_ABUSE_SECONDS=${1:-8} exec node --test tests/chaos/abuse.mjs
