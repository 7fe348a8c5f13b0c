#!/bin/bash
# run.sh - the Kafka example with a broker of its own: feeds it, kills Weir and the broker in mid-run, adds everything up.
# Installs what is missing and builds; needs nothing else. Any option is passed on to run.py.
set -eu
cd "$(dirname "$0")/../.."

say() { echo "kafka example: $*"; }

say "installing what is missing"
scripts/setup.sh --kafka
say "building build/release/weir"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake --preset release && cmake --build --preset release --target weir; } >"$log" 2>&1; then
    cat "$log" >&2
    say "the build failed; its output is above" >&2
    exit 1
fi
python3 examples/kafka/run.py --weir build/release/weir "$@"
