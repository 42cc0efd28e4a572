#!/bin/sh
# Starts a redis-server or a Sentinel in the foreground, configured by environment variables:
#
#   BIND="ADDRESS" PORT=N DATA=DIR PASSWORD_FILE=FILE MASTER="ADDRESS PORT" redis_start.sh redis|sentinel
#
# MASTER is the master at the very first start. A server that was started before keeps the role it has
# taken since; remove DATA/redis.conf or DATA/sentinel.conf to start from the file in this directory again.
set -eu
kind=${1:?redis or sentinel}
here=$(cd "$(dirname "$0")" && pwd)
file=$DATA/$kind.conf

if [ ! -s "$file" ]; then
  umask 077
  sed -e "s|\${BIND}|$BIND|; s|\${PORT}|$PORT|; s|\${DATA}|$DATA|; s|\${MASTER}|$MASTER|" \
    -e "s|\${PASSWORD}|$(cat "$PASSWORD_FILE")|" "$here/$kind.conf" >"$file.new"
  if [ "$kind" = redis ] && [ "$MASTER" != "$BIND $PORT" ]; then
    echo "replicaof $MASTER" >>"$file.new"
  fi
  mv "$file.new" "$file"
fi

if [ "$kind" = sentinel ]; then exec redis-server "$file" --sentinel; fi
exec redis-server "$file"
