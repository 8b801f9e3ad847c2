#!/usr/bin/env bash
# An agent without any library: nc carries the lines, the shell takes the run's id out of them.
set -euo pipefail
coproc BOARD { exec nc -U "${STINT_SOCKET:-${XDG_RUNTIME_DIR:-}/stint/board.sock}"; }
ids=0 answer=

call() { # METHOD PARAMS; the answer is in $answer
    printf '{"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}\n' $((++ids)) "$1" "$2" >&"${BOARD[1]}"
    while IFS= read -r answer; do # lines without our id are notifications
        case $answer in *"\"id\":$ids,\"result\":"*) return ;; *"\"id\":$ids,\"error\":"*) break ;; esac
    done <&"${BOARD[0]}"
    echo "$1: ${answer:-the board has closed}" >&2
    exit 1
}

call system.hello '{"protocol":{"min":1,"max":1},"client":{"name":"example","version":"1"}}'
call session.register '{"agent_name":"shell-agent","capabilities":["shell"]}'
while call run.claim_next '{}'; [[ $answer =~ \"claimed\":true.*\"run\":\{\"id\":\"([^\"]+)\" ]]; do # "wait_ms" waits
    run=${BASH_REMATCH[1]}
    call run.heartbeat "{\"run_id\":\"$run\",\"progress\":\"working\"}" # again before a third of the lease has passed
    call run.complete "{\"run_id\":\"$run\",\"result\":{\"by\":\"shell\"}}"
done
