#!/usr/bin/env bash
# Proves that the two commands need nothing but Debian: makes a minimal root with debootstrap, clones
# the last commit into it and runs the commands there. As root, with debootstrap and 5 GB of disk.
#
#   tests/bare_root.sh DIR                the proof: quickstart answers, its curl wins, all tests pass
#   tests/bare_root.sh DIR COMMAND...     another command, in the clone, in that root
#
# A DIR that exists is used again, with the newest commit: delete it to start from nothing. SUITE
# (bookworm) and MIRROR choose the Debian. How this machine reaches the network comes along: name
# servers, proxies, extra certificate authorities.
set -euo pipefail

fail() {
  echo "bare_root: $*" >&2
  exit 1
}

root=${1:?"where the root shall be"}
shift
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
checkout=$(cd "$(dirname "$0")/.." && pwd)

[[ $(id -u) == 0 ]] || fail "chroot needs root"
if [[ ! -e $root/etc/debian_version ]]; then
  echo "bare_root: making a minimal $suite in $root"
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
    fail "debootstrap failed, see $root.log"
fi

cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir -p "$root/usr/local/share/ca-certificates" "$root/etc/ssl/certs"
cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
if [[ ! -e $root/etc/ssl/certs/ca-certificates.crt ]]; then
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
if [[ -e $root/root/dealbell ]]; then
  git -C "$root/root/dealbell" pull -q --ff-only
else
  git clone -q "file://$checkout" "$root/root/dealbell"
fi

cat >"$root/root/prove.sh" <<'END'
set -euo pipefail
out=$(mktemp)
./deploy/quickstart.sh --port 0 --data "$(mktemp -d)" >"$out" 2>&1 &
pid=$!
until grep -q '^Dealbell is running: ' "$out"; do
  kill -0 $pid 2>/dev/null || { cat "$out" && exit 1; }
  sleep 1
done
echo "bare_root: quickstart to a running server in $SECONDS s"
tail -8 "$out"
url=$(sed -n 's|^Dealbell is running: \(http://[^/]*\)/.*|\1|p' "$out")
curl -sfS "$url/readyz" >/dev/null
curl -sfS "$url/wall/wall" | grep -qi '<!doctype html>'
receipt=$(eval "$(grep -m1 '^curl ' "$out")")
echo "bare_root: the pasted curl answers $receipt"
grep -q '"accepted":1' <<<"$receipt"
kill -TERM $pid
wait $pid
SECONDS=0
./tests/run.sh
echo "bare_root: tests in $SECONDS s"
END

command=("$@")
((${#command[@]})) || command=(bash /root/prove.sh)
passed_on=()
for name in http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS SSL_CERT_FILE; do
  [[ -z ${!name:-} ]] || passed_on+=("$name=${!name}")
done

# In a mount namespace of its own: the mounts are gone with the command, however it ends.
# shellcheck disable=SC2016
exec unshare --mount --propagation private bash -c '
  for dir in proc sys dev; do mount --rbind "/$dir" "$0/$dir"; done
  exec chroot "$0" "$@"' "$root" \
  env -i HOME=/root TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin "${passed_on[@]}" \
  bash -c 'cd /root/dealbell && exec "$@"' bash "${command[@]}"
