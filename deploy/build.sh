#!/usr/bin/env bash
# Builds the pages into build/web and the server into build/server, in Release. Builds only what has
# changed: a second run takes a second.
#
#   deploy/build.sh [--tests] [--werror]     --tests builds the C++ tests as well
set -euo pipefail
cd "$(dirname "$0")/.."

options=()
targets=(dealbell)
for argument in "$@"; do
  case $argument in
    --tests) options+=(-DDEALBELL_TESTS=ON) && targets=(all) ;;
    --werror) options+=(-DDEALBELL_WERROR=ON) ;;
    *) echo "build: unknown option $argument; known are --tests and --werror" >&2 && exit 2 ;;
  esac
done

newer() { [[ ! -e $2 || -n $(find "$1" -newer "$2" "${@:3}" -print -quit) ]]; }

# One compiler process needs up to 1.5 GB, so a small machine runs fewer of them.
jobs_that_fit() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 1500000)}' /proc/meminfo)
  echo $((memory < 1 ? 1 : memory < cores ? memory : cores))
}

# What only tests and the linter need, over 100 MB, is not installed for a plain build.
build_web() {
  local without=() incomplete=
  if [[ ! -e web-static/node_modules/typescript ]]; then
    if [[ ${targets[*]} == all ]]; then incomplete=yes; else without=(--omit=dev); fi
  fi
  if [[ $incomplete ]] ||
    newer web-static/package-lock.json web-static/node_modules/.package-lock.json; then
    npm --prefix web-static ci --no-audit --no-fund --loglevel=error "${without[@]}"
    touch web-static/node_modules/.package-lock.json
  fi
  if newer web-static build/web/.built -not -path '*/node_modules*' -not -path '*/dist*'; then
    node web-static/build.mjs --out build/web
    touch build/web/.built
  fi
}

build_server() {
  # A new build directory compiles files eight at a time. An existing one
  # keeps its configuration.
  [[ -e build/CMakeCache.txt ]] ||
    options+=(-DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8)
  if [[ ! -e build/build.ninja ]] || ((${#options[@]})); then
    cmake -G Ninja -B build -DCMAKE_BUILD_TYPE=Release "${options[@]}" >build/cmake.log 2>&1 ||
      { cat build/cmake.log && return 1; }
  fi
  ninja -C build -j "$(jobs_that_fit)" "${targets[@]}"
}

mkdir -p build
build_web
build_server
