#!/usr/bin/env python3
"""An agent without any library: claims runs until none is left, works, completes."""
import itertools, json, os, socket

board = socket.socket(socket.AF_UNIX)
board.connect(os.environ.get("STINT_SOCKET") or os.environ["XDG_RUNTIME_DIR"] + "/stint/board.sock")
lines, ids = board.makefile("rw", encoding="utf-8"), itertools.count(1)

def call(method, **params):
    request = {"jsonrpc": "2.0", "id": next(ids), "method": method, "params": params}
    print(json.dumps(request), file=lines, flush=True)
    answer = next(a for a in map(json.loads, lines) if a.get("id") == request["id"])  # others are notifications
    if "error" in answer:
        raise RuntimeError(f"{answer['error']['data']['code']}: {answer['error']['message']}")
    return answer["result"]

call("system.hello", protocol={"min": 1, "max": 1}, client={"name": "example", "version": "1"})
call("session.register", agent_name="python-agent", capabilities=["python"])
while (claim := call("run.claim_next", with_context=True))["claimed"]:  # wait_ms=25000 waits for more
    run = claim["run"]["id"]
    call("run.heartbeat", run_id=run, progress="working")  # again before a third of the lease has passed
    call("run.complete", run_id=run, result={"by": "python", "did": claim["task"]["title"]})
