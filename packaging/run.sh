#!/usr/bin/env bash
# Installs what is missing, builds Stint and runs it. `packaging/run.sh --help` says more.
set -eEuo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/packaging/install.sh"

usage() {
    cat <<'TEXT'
usage: packaging/run.sh [--daemon] [--check] [--build DIR] [--] [ARGUMENT...]

Installs what is missing (Debian 12), builds Stint in build/release and runs it:
with a display the window opens (stint-desktop), without one the board is served
in the foreground (stintd) until Ctrl-C.

  --daemon      serve without a window even when there is a display
  --check       start stintd on a new board in a temporary folder, talk to it with
                stint, stop it in order, and exit 0 when all of that worked
  --build DIR   use the programs of this build folder, as they are
  --help        this text

Further arguments go to the program, for example: packaging/run.sh -- --board work.stint
TEXT
}

daemon=0 check=0 build= arguments=()
while (($#)); do
    case $1 in
    --help | -h) usage; exit 0 ;;
    --daemon) daemon=1 ;;
    --check) check=1 ;;
    --build) build=${2:?--build needs a folder}; shift ;;
    --) shift; arguments+=("$@"); break ;;
    *) say "run.sh: unknown option $1"; usage >&2; exit 2 ;;
    esac
    shift
done

build_release() {
    ensure_packages
    build=$root/build/release
    cd "$root"
    [[ -f $build/build.ninja ]] || cmake --preset release -DSTINT_TESTS=OFF
    cmake --build --preset release --target stint stintd stint-desktop
}
if [[ -z $build ]]; then build_release >&2; fi
build=$(cd "$build" && pwd)
PATH=$build/bin:$PATH
for program in stint stintd stint-desktop; do
    [[ -x $build/bin/$program ]] || { say "run.sh: $build/bin/$program is not there"; exit 1; }
done

daemon_pid= socket= place=
# Starts stintd and waits until it serves; its records go to stderr. In a session of its own, so that Ctrl-C reaches it
# once and through this script only.
start_daemon() {
    local line
    exec {from_daemon}< <(trap - INT TERM; exec setsid stintd "$@" </dev/null)
    daemon_pid=$!
    while IFS= read -r -t 60 line <&"$from_daemon"; do
        [[ $line == "ready socket="* ]] || continue
        socket=${line#ready socket=}
        return 0
    done
    return 1
}

# The exit code of stintd; a signal that interrupts the waiting is not taken for its end.
wait_for_daemon() {
    local code=0
    while :; do
        code=0
        wait "$daemon_pid" || code=$?
        if ((code <= 128)) || ! kill -0 "$daemon_pid" 2>/dev/null; then return "$code"; fi
    done
}

check_programs() {
    local code
    place=$(mktemp -d)
    trap '[[ -z $daemon_pid ]] || kill "$daemon_pid" 2>/dev/null || true; rm -rf "$place"' EXIT
    mkdir -m 700 "$place"/{data,config,state,cache,runtime}
    export XDG_DATA_HOME=$place/data XDG_CONFIG_HOME=$place/config XDG_STATE_HOME=$place/state \
        XDG_CACHE_HOME=$place/cache XDG_RUNTIME_DIR=$place/runtime
    unset STINT_SOCKET STINT_BOARD STINT_RUN STINT_RUN_FILE
    trap 'say "run.sh: this failed: $BASH_COMMAND"' ERR
    start_daemon || { say "run.sh: stintd did not become ready"; return 1; }
    say "ready: $socket"
    timeout 30 stint system ping >/dev/null
    timeout 30 stint add "A first task" >/dev/null
    timeout 30 stint list | grep -F "A first task" >/dev/null
    timeout 30 stint exec -- true >/dev/null
    timeout 30 stint doctor >/dev/null
    kill -TERM "$daemon_pid"
    code=0; wait_for_daemon || code=$?
    daemon_pid=
    ((code == 0)) || { say "run.sh: stintd ended with $code"; return 1; }
    QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software stint-desktop --version >/dev/null
    say "run.sh: stintd served, stint talked to it, and it stopped in order."
}

explain() {
    say "
Your board is served. In another terminal:

  export PATH=\"$build/bin:\$PATH\"
  stint add \"Write the release notes\"     a task, and a run an agent may claim
  stint list                              what is on the board
  stint exec -- sh -c 'echo done'         claim a run, run a command, report the end
  nc -U $socket
                                          the same in JSON lines (README.md)

Ctrl-C stops it; the board stays where it is.
"
}

if ((check)); then
    check_programs
elif ((!daemon)) && [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec stint-desktop "${arguments[@]}"
else
    trap 'kill -TERM "$daemon_pid" 2>/dev/null || true' INT TERM HUP
    if start_daemon "${arguments[@]}"; then explain; fi
    wait_for_daemon
fi
