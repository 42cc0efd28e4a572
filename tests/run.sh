#!/usr/bin/env bash
# Runs all tests: C++, web, end to end, browser. Installs what they need, on Debian 12 or Ubuntu 24.04.
# How to run a single one: tests/README.md.
#
#   ./tests/run.sh [--all] [--no-install] [--werror]
#
#   --all          also benchmark builds, 20,000 simulated worlds, sanitizers, fuzzers and chaos: an hour
#                  rather than minutes
#   --no-install   do not install packages
#   --werror       compiler warnings are errors (as in CI)
#
# Complete outputs are in build/logs. The last line is "N passed, N failed"; the exit code is 1 if any
# failed.
set -euo pipefail
cd "$(dirname "$0")/.."

all=
install=yes
build_options=(--tests)
for argument in "$@"; do
  case $argument in
    --all) all=yes ;;
    --no-install) install= ;;
    --werror) build_options+=(--werror) ;;
    *) echo "run: no option $argument" >&2 && exit 2 ;;
  esac
done

root=$PWD
logs=$root/build/logs
mkdir -p "$logs"
passed=0
failed=0
child=

# What tests may read. Seeds are fixed so that a red run can be repeated.
export DEALBELL_BINARY=$root/build/server/dealbell DEALBELL_WEB=$root/build/web
export GTEST_RANDOM_SEED=20261 SEED=20261123
[[ -z $all ]] || export DEALBELL_LONG=yes # tests that are too long for every run

# timeout puts a suite into a process group of its own and ends the group as one.
trap '[[ -z $child ]] || kill -TERM "$child" 2>/dev/null' EXIT
trap 'exit 130' INT TERM

# run LOG SECONDS COMMAND...: its output goes to the log; fails as the command does.
run() {
  local log=$logs/$1.log seconds=$2 status=0
  timeout --kill-after=10 "$seconds" "${@:3}" >"$log" 2>&1 &
  child=$!
  wait "$child" || status=$?
  child=
  ((status != 124)) || echo "run: not done after $seconds s" >>"$log"
  return "$status"
}

begin() {
  stage=$1
  began=$SECONDS
}

# end PASSED FAILED [NOTE]
end() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  local verdict="ok"
  (($2 == 0)) || verdict="FAILED"
  printf '%-10s %-7s %4d passed %3d failed %4d s  %s\n' \
    "$stage" "$verdict" "$1" "$2" $((SECONDS - began)) "${3:-}"
}

show_end_of() { tail -n "${2:-40}" "$logs/$1.log" | sed 's/^/    /'; }

# A stage that is one check: check NAME SECONDS COMMAND...
check() {
  begin "$1"
  if run "$1" "${@:2}"; then end 1 0; else end 0 1 && show_end_of "$1"; fi
}

# A stage without which nothing else makes sense.
must() {
  begin "$1"
  if run "$1" "${@:2}"; then
    end 0 0
  else
    end 0 1
    show_end_of "$1"
    finish
  fi
}

finish() {
  echo "$passed passed, $failed failed"
  exit $((failed > 0))
}

skip() {
  begin "$1"
  end 0 0 "SKIPPED: $2"
}

# The sum of the numbers that follow this word in node's summary, in either of its formats.
count_node() { sed -nE "s/^(#|ℹ) $2 ([0-9]+)$/\2/p" "$logs/$1.log" | awk '{n += $1} END {print n + 0}'; }

# A stage whose program is node --test: suite NAME SECONDS COMMAND...
node_suite() {
  local good bad status=0
  begin "$1"
  run "$1" "${@:2}" || status=$?
  good=$(count_node "$1" pass)
  bad=$(($(count_node "$1" fail) + $(count_node "$1" cancelled)))
  ((status == 0 || bad > 0)) || bad=1
  ((status != 0 || good + bad > 0)) || good=1
  end "$good" "$bad"
  grep -E '# SKIP' "$logs/$1.log" | sed 's/^ */    skipped: /' || true
  ((bad == 0)) || { show_failed_in "$1" && show_end_of "$1" 12; }
}

# What the failed tests of a TAP log said, 50 lines of each at most.
show_failed_in() {
  awk '/^ *not ok / { left = 50 } /^ *(ok |# Subtest: |1\.\.)/ { left = 0 }
       left-- > 0 { print "    " $0 }' "$logs/$1.log"
}

attribute() { sed -nE "0,/<testsuite/s/.*[[:space:]]$2=\"([0-9]+)\".*/\1/p" "$1" | head -1; }

# What the failed tests of a ctest log said, 30 lines of each at most.
show_failed_of() {
  awk '/ Test +#[0-9]+: / || /% tests passed/ { left = /\*\*\*/ && !/Skipped/ ? 30 : 0 }
       /^ +Start +[0-9]+: / || left <= 0 { next }
       { left--; gsub(/\.\.\.+/, "…"); print "    " $0 }' "$logs/$1.log"
}

# A stage whose program is ctest: ctest_suite NAME SECONDS BUILD-DIR
ctest_suite() {
  local junit=$logs/$1.xml tests bad skipped status=0
  begin "$1"
  rm -f "$junit"
  run "$1" "$2" ctest --test-dir "$3" -j "$(nproc)" --output-on-failure --output-junit "$junit" \
    --no-tests=error || status=$?
  if [[ ! -s $junit ]]; then
    end 0 1 && show_end_of "$1"
    return
  fi
  tr '\n' ' ' <"$junit" | sed 's/<testcase.*//' >"$junit.head"
  tests=$(attribute "$junit.head" tests)
  bad=$(attribute "$junit.head" failures)
  skipped=$(($(attribute "$junit.head" skipped) + $(attribute "$junit.head" disabled)))
  ((status == 0 || bad > 0)) || bad=1
  end $((tests - bad - skipped)) "$bad" "$( ((skipped == 0)) || echo "$skipped skipped")"
  sed -n '/^The following tests did not run:/,/^$/s/^\t[ 0-9]*- /    skipped: /p' "$logs/$1.log"
  grep -h -A1 ': Skipped$' "$3/Testing/Temporary/LastTest.log" | grep -v -e ': Skipped$' -e '^--$' |
    sort -u | sed 's/^/    because: /' || true
  ((bad == 0)) || show_failed_of "$1"
}

# The formatter's answer differs from version to version; 14 is Debian 12's.
check_format() {
  check format 60 bash -c "git ls-files 'server/*.[ch]pp' 'tests/*.[ch]pp' |
    xargs clang-format-14 --dry-run --Werror"
}

# clang-tidy over the layers without Asio, whose headers it needs half a minute a file for. It
# reads the files as they are compiled one by one, without precompiled headers.
check_tidy() {
  check tidy 3600 bash -c "cmake -G Ninja -B build-tidy -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON &&
    git ls-files server/{base,core,crypto,wire,intake,store,ops,outbound}'/*.cpp' |
    xargs -n 4 -P $(nproc) clang-tidy-14 -p build-tidy --quiet"
}

# A build with a sanitizer and all C++ tests in it: sanitized NAME KIND. Each file is compiled by
# itself, unlike in deploy/build.sh: a missing #include shows, and a name that hides another.
sanitized() {
  must "$1-build" 3600 bash -c "cmake -G Ninja -B build-$1 -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1' -DCMAKE_CXX_FLAGS=-Werror=shadow -DDEALBELL_TESTS=ON \
    -DDEALBELL_SANITIZE=$2 && ninja -C build-$1"
  ctest_suite "$1" 1800 "build-$1"
}

fuzz() {
  local target targets=()
  for target in tests/fuzz/*.cpp; do targets+=("fuzz_$(basename "$target" .cpp)"); done
  must fuzz-build 1800 bash -c "cmake -G Ninja -B build-fuzz -DCMAKE_CXX_COMPILER=clang++ \
    -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O1 -DDEALBELL_TESTS=ON -DDEALBELL_FUZZ=ON &&
    ninja -C build-fuzz ${targets[*]}"
  # What earlier runs found: a few inputs by name, and all others in an archive.
  local corpus=tests/fuzz/corpus name found
  for target in "${targets[@]}"; do
    name=${target#fuzz_}
    found=build-fuzz/corpus/$name
    mkdir -p "$found"
    [[ ! -e $corpus/$name.tar.gz ]] || tar -xzf "$corpus/$name.tar.gz" -C "$found"
    [[ ! -d $corpus/$name ]] || cp "$corpus/$name/"* "$found"
    check "$target" 150 "build-fuzz/tests/fuzz/$target" -seed=20261123 -max_total_time=90 \
      "-artifact_prefix=$logs/$target." "$found"
  done
}

# The vendors' packages that sign for the end-to-end tests. They need node 20 and, once, a network;
# without them those tests say that they are skipped.
fetch_senders() {
  local dir=tests/e2e/senders
  node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || return 0
  [[ $dir/package-lock.json -nt $dir/node_modules/.package-lock.json ]] || return 0
  run senders 300 npm --prefix "$dir" ci --no-audit --no-fund --ignore-scripts --loglevel=error ||
    return 0
  touch "$dir/node_modules/.package-lock.json"
}

packages=(build test)
[[ -z $all ]] || packages+=(all)
if [[ $install ]]; then must packages 1200 deploy/packages.sh "${packages[@]}"; fi

if command -v clang-format-14 >/dev/null; then
  check_format
else
  skip format "no clang-format-14 on this system; other versions format differently"
fi
for tool in "shellcheck" "shfmt -d"; do
  if command -v "${tool% *}" >/dev/null; then
    check "${tool% *}" 60 bash -c "git ls-files .ci/run '*.sh' | xargs $tool"
  else
    skip "${tool% *}" "not installed (deploy/packages.sh test)"
  fi
done
must build 1800 deploy/build.sh "${build_options[@]}"
ctest_suite ctest 600 build
check lint 60 web-static/node_modules/.bin/biome ci --error-on-warnings --colors=off
node_suite web 300 npm --prefix web-static test

fetch_senders
node_tests=(node --test --test-reporter=tap --test-concurrency=2)
node_suite e2e 600 "${node_tests[@]}" tests/e2e/*.test.mjs
if ! node --input-type=module -e "import { path } from './web-static/chromium.mjs'; process.exit(path ? 0 : 1)"; then
  skip browser "no chromium on this system"
else
  node_suite browser 600 "${node_tests[@]}" tests/browser/*.test.mjs
fi

if [[ $all ]]; then
  check benches 1200 ninja -C build benches
  SEEDS=20000 check simulation 1800 build/tests/sim_tests
  if command -v clang-tidy-14 >/dev/null; then
    check_tidy
  else
    skip tidy "no clang-tidy-14 on this system; other versions find other things"
  fi
  sanitized asan address
  sanitized tsan thread
  if compgen -G 'tests/fuzz/*.cpp' >/dev/null; then fuzz; fi
  for script in tests/chaos/*.sh; do
    if [[ -x $script ]]; then check "$(basename "$script" .sh)" 3600 "$script"; fi
  done
fi
finish
