#!/usr/bin/env bash
# Builds Dealbell from a fresh clone and starts the demo office. Debian 12 or Ubuntu 24.04, nothing
# else needs to be installed.
#
#   ./deploy/quickstart.sh [--port N] [--data DIR] [--lan] [--no-install] [--build-only]
#
#   --port N       port to listen on (8080; 0 picks a free one)
#   --data DIR     directory for the data (./data)
#   --lan          listen on all interfaces, for TVs in your network
#   --no-install   do not install packages; list the missing ones and stop
#   --build-only   stop before starting the server
#
# Ctrl-C stops it. It can be run again at any time: the build and the data are kept.
set -euo pipefail
cd "$(dirname "$0")/.."

port=8080
data=data
lan=
install=yes
serve=yes

fail() {
  echo "quickstart: $*" >&2
  exit 1
}

while (($#)); do
  case $1 in
    --port) port=${2:?--port needs a number} && shift ;;
    --data) data=${2:?--data needs a folder} && shift ;;
    --lan) lan=yes ;;
    --no-install) install= ;;
    --build-only) serve= ;;
    -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0" && exit ;;
    *) fail "unknown option $1; --help lists the options" ;;
  esac
  shift
done
[[ $port =~ ^[0-9]+$ && $port -le 65535 ]] || fail "--port $port: a port is a number from 0 to 65535"

if [[ $install ]]; then
  deploy/packages.sh build || fail "some packages could not be installed; the lines above say why"
else
  mapfile -t missing < <(deploy/packages.sh --missing build 2>/dev/null)
  ((${#missing[@]} == 0)) || fail "missing packages: ${missing[*]#!}"
fi

[[ -e build/build.ninja ]] || echo "building for the first time: this takes some minutes on two cores"
deploy/build.sh || fail "the build failed; the lines above say why"
[[ $serve ]] || { echo "quickstart: built build/server/dealbell and build/web" && exit; }

if ((port)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  fail "port $port is in use; try --port $((port + 1))"
fi

# Prints two curl lines to paste: a win, and the same deal open again. Their times are fixed, so that
# pasting a line twice sends the same event twice.
show_how_to_send() {
  local url=$1 token=$2 id now later
  id=try-$(date +%s)
  now=$(date -u +%FT%TZ)
  later=$(date -u -d '+1 minute' +%FT%TZ)
  send() {
    echo "curl $url/api/v1/events -H 'Authorization: Bearer $token' -H 'Content-Type: application/json' -d '$1'"
  }
  echo
  echo "Win a deal (paste this within 15 minutes; older wins are counted but not celebrated):"
  send "{\"id\":\"$id-won\",\"type\":\"deal\",\"occurred_at\":\"$now\",\"deal\":{\"id\":\"$id\",\"title\":\"Acme renewal\",\"amount\":\"48000.00\",\"currency\":\"EUR\",\"status\":\"won\",\"owner\":\"ben\"}}"
  echo
  echo "Take the win back:"
  send "{\"id\":\"$id-open\",\"type\":\"deal\",\"occurred_at\":\"$later\",\"deal\":{\"id\":\"$id\",\"status\":\"open\"}}"
  echo
}

token_of_demo() { cat "$data/demo/admin.token" 2>/dev/null || cat "$data/admin.token" 2>/dev/null || true; }

options=(--demo --data "$data" --web build/web --listen "127.0.0.1:$port")
[[ -z $lan ]] || options+=(--lan)
coproc server { exec build/server/dealbell serve "${options[@]}"; }
pid=${server_PID:?}
output=${server[0]}
trap 'kill -TERM $pid 2>/dev/null' INT TERM

while read -r line <&"$output"; do
  case $line in
    "listening on "*)
      url=${line#listening on }
      url=${url/0.0.0.0/$(hostname -I | cut -d ' ' -f 1)}
      show_how_to_send "$url" "$(token_of_demo)"
      echo "Dealbell is running: $url/wall/wall (Ctrl-C stops it)"
      ;;
    *) echo "$line" ;;
  esac
done

status=0
wait "$pid" || status=$?
((status == 0)) || fail "the server stopped with exit code $status"
echo "quickstart: stopped"
