#!/usr/bin/env bash
# Has `stint mcp` judged by those who define the protocol (MCP-06): the Inspector in both eras with --strict, the
# conformance suite through bridge.mjs and the official client libraries. By hand: it installs them from npm's registry,
# into a temporary folder. Needs Node.js 22.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
usage() { echo "usage: tests/mcp/judge.sh [FOLDER of stint and stintd, default: build/release/bin]"; }
case ${1:-} in --help | -h) usage; exit 0 ;; -*) usage >&2; exit 2 ;; esac
programs=$(cd "${1:-$here/../../build/release/bin}" && pwd)
for tool in node npm; do
    command -v "$tool" >/dev/null || { echo "judge: there is no $tool" >&2; exit 1; }
done
(($(node -p 'parseInt(process.versions.node)') >= 22)) || { echo "judge: Node.js is older than 22" >&2; exit 1; }

folder=$(mktemp -d)
children=()
finish() {
    ((${#children[@]} == 0)) || kill "${children[@]}" 2>/dev/null || true
    wait
    rm -rf "$folder"
}
trap finish EXIT
cd "$folder"
cp "$here"/*.mjs "$here/baseline.yml" .
npm install --loglevel=error --no-audit --no-fund @modelcontextprotocol/inspector@2.12.0 \
    @modelcontextprotocol/conformance@0.1.16 @modelcontextprotocol/sdk@1.32.2 @modelcontextprotocol/client@2.4.0
PATH=$folder/node_modules/.bin:$PATH

mkdir -m 700 home run
export HOME=$folder/home XDG_DATA_HOME=$folder/home XDG_STATE_HOME=$folder/home XDG_CONFIG_HOME=$folder/home
export XDG_CACHE_HOME=$folder/home XDG_RUNTIME_DIR=$folder/run
# Starts a program that goes on in the background; its first line is kept in `line`.
first_line() {
    local output=$folder/line.$1
    mkfifo "$output"
    shift
    "$@" >"$output" &
    children+=("$!")
    IFS= read -r line <"$output"
}
first_line board "$programs/stintd"

for era in legacy modern; do
    echo "== Inspector, $era"
    mcp-inspector --cli "$programs/stint" mcp -e XDG_DATA_HOME="$HOME" --protocol-era "$era" \
        --method tools/list --strict >tools 2>found || { cat found; exit 1; }
    # Warnings alone do not make it fail.
    if grep -E 'Warning|[1-9][0-9]* warning' found; then exit 1; fi
done

echo "== conformance suite"
first_line bridge node bridge.mjs "$programs/stint" mcp
conformance server --url "$line" --suite all --expected-failures baseline.yml >found || { cat found; exit 1; }
tail -n 4 found

echo "== client libraries"
for n in 1 2 3; do "$programs/stint" add "Task $n" >/dev/null; done
node clients.mjs "$programs/stint" mcp
