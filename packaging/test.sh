#!/usr/bin/env bash
# Installs what is missing, builds everything with warnings as errors and runs every check there is.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/packaging/install.sh"
cd "$root"

usage() {
    cat <<'TEXT'
usage: packaging/test.sh [--fast] [--sanitize address|thread] [--jobs N]

  --fast               leave out slow tests, clang-tidy and the start of the built programs
  --sanitize address   run the tests under AddressSanitizer and UndefinedBehaviorSanitizer instead
  --sanitize thread    run the tests without the window under ThreadSanitizer instead
  --jobs N             compile and test with N processes (default: one per processor)
TEXT
}

fast=0 sanitize= jobs=$(nproc)
while (($#)); do
    case $1 in
    --help | -h) usage; exit 0 ;;
    --fast) fast=1 ;;
    --sanitize) sanitize=${2:-}; shift ;;
    --jobs) jobs=${2:-}; shift ;;
    *) say "test.sh: unknown option $1"; usage >&2; exit 2 ;;
    esac
    shift
done
case $sanitize in
"") preset=gate options=() ;;
address) preset=asan options=() ;;
thread) preset=tsan options=(-DSTINT_DESKTOP=OFF) ;;
*) say "test.sh: --sanitize takes address or thread"; exit 2 ;;
esac
[[ $jobs =~ ^[1-9][0-9]*$ ]] || { say "test.sh: --jobs takes a number"; exit 2; }
build=$root/build/$preset

configure() { cmake --preset "$preset" "${options[@]}"; }
compile() { cmake --build --preset "$preset" -j "$jobs"; }
lint_qml() { cmake --build --preset "$preset" --target all_qmllint; }
test_all() {
    local labels=()
    if ((fast)); then labels=(-LE slow); fi
    rm -f "$build"/report.*
    ctest --preset "$preset" -j "$jobs" "${labels[@]}"
}
# Sanitizers write into files, so that a program which a test started and forgot is heard, too.
no_reports() {
    local reports=("$build"/report.*)
    [[ -e ${reports[0]} ]] || return 0
    tail -n +1 "${reports[@]}"
    return 1
}
start_and_talk() { "$root/packaging/run.sh" --check --build "$build"; }
# The rooms that decide what is kept; reading Qt's headers takes seconds a file.
tidy() {
    printf '%s\n' model/domain/*.cpp storage/*/*.cpp app/wire/*.cpp |
        xargs -P "$jobs" -n 4 clang-tidy-14 -p "$build" --quiet --warnings-as-errors='*'
}
check_format() {
    local sources
    mapfile -t sources < <(find app model storage qml tests -name '*.h' -o -name '*.cpp' | sort)
    clang-format-14 --dry-run --Werror "${sources[@]}"
}

summary=() failed=()
# Runs a phase, shows how long it took and remembers how it ended.
phase() {
    local name=$1 began=$SECONDS code=0
    shift
    printf '\n== %s\n' "$name"
    "$@" </dev/null || code=$?
    summary+=("$(printf '%-22s %5d s  %s' "$name" $((SECONDS - began)) "$( ((code)) && echo FAILED || echo ok)")")
    ((code == 0)) || failed+=("$name")
    return "$code"
}
finish() {
    printf '\n== phases\n'
    printf '%s\n' "${summary[@]}"
    printf '%-22s %5d s\n' "all" "$SECONDS"
    if ((${#failed[@]})); then printf 'failed: %s\n' "${failed[*]}"; exit 1; fi
}

phase "packages" ensure_packages tests || finish
phase "configure" configure || finish
if [[ -z $sanitize ]]; then phase "format" check_format || true; fi
phase "compile" compile || finish
if [[ -z $sanitize ]]; then phase "qmllint" lint_qml || true; fi
if [[ -z $sanitize ]] && ((!fast)); then phase "clang-tidy" tidy || true; fi
phase "tests" test_all || true
if [[ -n $sanitize ]]; then phase "reports" no_reports || true; fi
if [[ -z $sanitize ]] && ((!fast)); then phase "start-and-talk" start_and_talk || true; fi
finish
