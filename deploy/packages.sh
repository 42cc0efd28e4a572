#!/usr/bin/env bash
# The only list of the Debian and Ubuntu packages needed to build and test Dealbell.
#
#   deploy/packages.sh SET...           installs the missing packages of the sets build, test, bench, all
#   deploy/packages.sh --missing SET... prints the missing packages, one a line, and installs nothing
#
# Does nothing when nothing is missing. Needs root or sudo only to install.
set -euo pipefail

# set | satisfied if this command exists (- = ask dpkg) | package; of several, the first one available
# Packages of a set with a ? are optional: skipped where the distribution does not have them.
list() {
  cat <<'END'
build  g++            g++
build  cmake          cmake
build  ninja          ninja-build
build  pkg-config     pkg-config
build  -              libboost1.81-dev libboost1.83-dev libboost1.88-dev
build  -              libcurl4-openssl-dev
build  -              nlohmann-json3-dev
build  -              libhowardhinnant-date-dev
build  -              libsqlite3-dev
build  -              libssl-dev
build  -              zlib1g-dev
build  -              libcli11-dev
build  -              libfmt-dev
build  -              libxxhash-dev
build  -              libpugixml-dev
build  -              libhiredis-dev
build  -              libmimalloc-dev
build  -              prometheus-cpp-dev
build  -              tzdata
build  -              ca-certificates
build  node           nodejs
build  npm            npm
build  curl           curl
test   -              libgtest-dev
test   -              libgmock-dev
test   redis-server   redis-server
test   git            git
test?  chromium-headless-shell chromium-headless-shell
test?  -              fonts-dejavu-core
test?  clang-format-14 clang-format-14
test?  shellcheck     shellcheck
test?  shfmt          shfmt
test?  nginx          nginx
bench? -              libnginx-mod-nchan
all    clang          clang
all    -              libclang-rt-CLANG-dev
all?   clang-tidy-14  clang-tidy-14
all?   ccache         ccache
END
}

fail() {
  echo "packages: $*" >&2
  exit 1
}

installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }
known() { [[ -n $(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *\([^(].*\)/\1/p') ]]; }

# clang's run-time libraries are in a package named after the version of the default clang.
with_clang_version() {
  local version
  [[ $1 == *CLANG* ]] || { echo "$1" && return; }
  version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -1)
  echo "${1/CLANG/${version:-14}}"
}

# Prints the missing packages of a set; names that the system does not know are marked with !.
missing() {
  local set command names name
  while read -r set command names; do
    [[ ${set%\?} == "$1" ]] || continue
    [[ $command != - ]] && command -v "$command" >/dev/null && continue
    names=$(for name in $names; do with_clang_version "$name"; done)
    for name in $names; do installed "$name" && continue 2; done
    for name in $names; do
      if known "$name"; then
        echo "$name"
        continue 2
      fi
    done
    if [[ $set == *\? ]]; then
      echo "packages: this system has no ${names//$'\n'/ or }; whatever needs it is skipped" >&2
    else
      echo "!${names//$'\n'/ or }"
    fi
  done < <(list)
}

missing_of() {
  local set
  for set in "$@"; do missing "$set"; done
}

command -v apt-get >/dev/null || fail "apt-get is missing: Dealbell builds on Debian 12 and Ubuntu 24.04"
just_print=
[[ ${1:-} == --missing ]] && just_print=yes && shift
for set in "$@"; do
  [[ $set =~ ^(build|test|bench|all)$ ]] || fail "unknown set \"$set\": the sets are build, test, bench and all"
done
if [[ $just_print ]]; then
  missing_of "$@"
  exit
fi

mapfile -t wanted < <(missing_of "$@" 2>/dev/null)
((${#wanted[@]})) || exit 0

as_root=(env)
if [[ $(id -u) != 0 ]]; then
  command -v sudo >/dev/null || fail "sudo is missing; run as root: apt-get install ${wanted[*]#!}"
  as_root=(sudo env)
fi
apt=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o Acquire::Retries=3)

# The package index may be missing (a fresh machine) or outdated.
"${apt[@]}" update >/dev/null || fail "apt-get update failed: check the network"
mapfile -t wanted < <(missing_of "$@")
for name in "${wanted[@]}"; do
  [[ $name != !* ]] || fail "this system has no package ${name#!}"
done
((${#wanted[@]})) || exit 0
echo "packages: installing ${wanted[*]}"
"${apt[@]}" install -y --no-install-recommends "${wanted[@]}" >/dev/null ||
  fail "apt-get install failed; the lines above say why"

# Tests and benchmarks start their own nginx; the package's service would occupy port 80.
if [[ " ${wanted[*]} " == *" nginx "* ]] && command -v systemctl >/dev/null; then
  "${as_root[@]}" systemctl disable --now nginx >/dev/null 2>&1 || true
fi
