#!/usr/bin/env bash
# Starts three nodes with a shared log on this machine, to try out failures: Redis with two replicas and
# three Sentinels, and nginx in front if it is installed. A process that ends is restarted after six
# seconds, so kill whatever you like.
#
#   ./deploy/trial.sh [--port N] [--data DIR] [--no-build]
#
#   --port N     port of nginx (8080); the nodes use the next three, Redis and Sentinels N+11 to N+23
#   --data DIR   keep the data here for the next run; without it the data is deleted at the end
#   --no-build   do not build first
#
# Ctrl-C stops everything. For permanent use: deploy/compose.yaml and deploy/three_nodes/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

port=8080
data=
build=yes
here=deploy/three_nodes

fail() {
  echo "trial: $*" >&2
  exit 1
}

while (($#)); do
  case $1 in
    --port) port=${2:?--port needs a number} && shift ;;
    --data) data=${2:?--data needs a folder} && shift ;;
    --no-build) build= ;;
    -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0" && exit ;;
    *) fail "unknown option $1; --help lists the options" ;;
  esac
  shift
done
[[ $port =~ ^[0-9]+$ && $port -ge 1024 && $port -le 65500 ]] || fail "--port $port: must be a number from 1024 to 65500"
program=${DEALBELL_BINARY:-build/server/dealbell}
pages=${DEALBELL_WEB:-build/web}

command -v redis-server >/dev/null || fail "redis-server is missing: deploy/packages.sh test installs it"
nginx=$(command -v nginx || echo /usr/sbin/nginx)
[[ -x $nginx ]] || nginx=
if [[ $build ]]; then deploy/build.sh; fi
[[ -x $program ]] || fail "$program does not exist: run without --no-build"

for offset in 0 1 2 3 11 12 13 21 22 23; do
  taken=$((port + offset))
  if (exec 3<>"/dev/tcp/127.0.0.1/$taken") 2>/dev/null; then
    fail "port $taken is in use; try another --port"
  fi
done

# Redis and Sentinels store their addresses in their files, so a data directory belongs to one port.
passing=
if [[ -z $data ]]; then
  data=$(mktemp -d "${TMPDIR:-/tmp}/dealbell-trial-XXXXXX")
  passing=yes
fi
mkdir -p "$data"
data=$(cd "$data" && pwd)
if [[ -e $data/port && $(<"$data/port") != "$port" ]]; then fail "$data was made with --port $(<"$data/port"); use that port or another --data"; fi
echo "$port" >"$data/port"

password=$data/redis.password
[[ -s $password ]] || (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$password")

declare -A pid_of

# Each process gets a session of its own, so that Ctrl-C reaches only this script, which then stops the
# others in order.
run() {
  local name=$1
  shift
  setsid "$@" >>"$data/$name.log" 2>&1 &
  pid_of[$name]=$!
}

start() {
  local name=$1 number=${1##*[a-z-]}
  case $name in
    redis-* | sentinel-*)
      local kind=${name%-*} at=$((port + 10 + number))
      [[ $kind == redis ]] || at=$((port + 20 + number))
      mkdir -p "$data/$name"
      run "$name" env BIND=127.0.0.1 PORT=$at DATA="$data/$name" PASSWORD_FILE="$password" \
        MASTER="127.0.0.1 $((port + 11))" sh "$here/redis_start.sh" "$kind"
      ;;
    n?)
      mkdir -p "$data/$name"
      cat >"$data/$name/settings.json" <<END
{"data": "$data/$name", "listen": "127.0.0.1:$((port + number))", "web": "$(cd "$pages" && pwd)", "log": "redis",
 "redis": {"url": "sentinel://127.0.0.1:$((port + 21)),127.0.0.1:$((port + 22)),127.0.0.1:$((port + 23))/dealbell",
           "password_file": "$password", "sentinel_password_file": "$password",
           "org": "trial", "node": "$name", "mirror": true}}
END
      run "$name" "$program" serve --config "$data/$name/settings.json"
      ;;
    nginx)
      mkdir -p "$data/nginx"
      sed -e "s|\${LISTEN}|127.0.0.1:$port|; s|\${TEMP}|$data/nginx|" -e "s|\${N1}|127.0.0.1:$((port + 1))|" \
        -e "s|\${N2}|127.0.0.1:$((port + 2))|; s|\${N3}|127.0.0.1:$((port + 3))|" \
        "$here/nginx.conf" >"$data/nginx/nginx.conf"
      run nginx "$nginx" -e stderr -c "$data/nginx/nginx.conf" -g "daemon off; pid $data/nginx/pid;"
      ;;
  esac
}

# end NAME...: sends SIGTERM to each, waits for all, sends SIGKILL after twenty seconds.
end() {
  local name deadline=$((SECONDS + 20))
  # A process stopped by SIGSTOP does not see SIGTERM before SIGCONT.
  for name in "$@"; do
    [[ -z ${pid_of[$name]:-} ]] && continue
    kill -s TERM "${pid_of[$name]}" 2>/dev/null || true
    kill -s CONT "${pid_of[$name]}" 2>/dev/null || true
  done
  for name in "$@"; do
    [[ -z ${pid_of[$name]:-} ]] && continue
    while kill -0 "${pid_of[$name]}" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.1; done
    kill -KILL "${pid_of[$name]}" 2>/dev/null || true
    wait "${pid_of[$name]}" 2>/dev/null || true
  done
}

end_all() {
  trap - EXIT INT TERM
  echo
  end nginx
  end n1 n2 n3
  end sentinel-1 sentinel-2 sentinel-3
  end redis-1 redis-2 redis-3
  if [[ $passing ]]; then rm -rf "$data"; fi
  echo "trial: stopped"
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for name in redis-1 redis-2 redis-3 sentinel-1 sentinel-2 sentinel-3 n1 n2 n3; do start "$name"; done
if [[ $nginx ]]; then start nginx; fi

deadline=$((SECONDS + 60))
for number in 1 2 3; do
  until curl -fsS --max-time 2 "http://127.0.0.1:$((port + number))/readyz" >/dev/null 2>&1; do
    if ! kill -0 "${pid_of[n$number]}" 2>/dev/null || ((SECONDS > deadline)); then
      fail "n$number is not ready: $(tail -n 3 "$data/n$number.log")"
    fi
    sleep 0.2
  done
done

if [[ ! -e $data/furnished ]]; then
  "$program" org apply config/org.example.json --data "$data/n1" >/dev/null
  touch "$data/furnished"
fi
front=http://127.0.0.1:$port
[[ $nginx ]] || front=http://127.0.0.1:$((port + 1))
token=$(<"$data/n1/admin.token")

cat <<END

Three nodes: $front/wall/wall ${nginx:+behind nginx, }http://127.0.0.1:$((port + 1)), :$((port + 2)), :$((port + 3))
Log in at $front/login with the token $token
$([[ $nginx ]] || echo "nginx is not installed: open the nodes directly (deploy/packages.sh test installs nginx)")

Win a deal (as often as you like, on any node):

now=\$(date -u +%FT%TZ); curl $front/api/v1/events -H 'Authorization: Bearer $token' -H 'Content-Type: application/json' -d '{"id":"try-'\$RANDOM'","type":"deal","occurred_at":"'\$now'","deal":{"id":"T-'\$RANDOM'","title":"Acme renewal","amount":"48000.00","currency":"EUR","status":"won","owner":"ben"}}'

State of the log, on n1:    curl -H 'Authorization: Bearer $token' http://127.0.0.1:$((port + 1))/api/v1/redis
The present Redis master:   redis-cli -p $((port + 21)) -a \$(cat $password) --no-auth-warning SENTINEL get-master-addr-by-name dealbell
The processes log to $data/*.log. Kill any of them (kill -9, kill -STOP):

END
for name in n1 n2 n3 redis-1 redis-2 redis-3 sentinel-1 sentinel-2 sentinel-3 ${nginx:+nginx}; do
  printf '  %-10s pid %s\n' "$name" "${pid_of[$name]}"
done
echo
echo "Ctrl-C stops everything."

# Restart after six seconds: long enough for the Sentinels to detect a dead master.
declare -A again_at
while sleep 1; do
  for name in "${!pid_of[@]}"; do
    if kill -0 "${pid_of[$name]}" 2>/dev/null; then continue; fi
    if [[ -z ${again_at[$name]:-} ]]; then
      again_at[$name]=$((SECONDS + 6))
      echo "trial: $name has ended; restarting it in six seconds"
    elif ((SECONDS >= again_at[$name])); then
      unset "again_at[$name]"
      start "$name"
      echo "trial: $name is pid ${pid_of[$name]}"
    fi
  done
done
