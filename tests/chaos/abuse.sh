#!/usr/bin/env bash
# Screens must keep working while other clients misbehave: half-open sockets, slow heads, garbage, floods.
#
#   tests/chaos/abuse.sh [SECONDS]     8 of each kind of abuse
set -euo pipefail
cd "$(dirname "$0")/../.."
DEALBELL_ABUSE_SECONDS=${1:-8} exec node --test tests/chaos/abuse.mjs
