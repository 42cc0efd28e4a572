#!/bin/sh
# Starts a redis-server or a Sentinel in the foreground, with what is in the environment:
#
#   BIND="ADDRESS" PORT=N DATA=DIR PASSWORD_FILE=FILE MASTER="ADDRESS PORT" redis_start.sh redis|sentinel
#
# MASTER is who is the master at the very first start. Whoever has been started before goes on as what it
# has become since; remove DATA/KIND.conf to begin again from the file here.
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
