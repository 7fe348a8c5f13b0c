#!/bin/bash
# demo.sh - the flights example, undisturbed and killed three times, and whether the results are the same.
# Installs what is missing and builds; needs nothing else. On a failure the results stay in /tmp/weir-demo-*; with --keep always.
set -eu
cd "$(dirname "$0")/.."

say() { echo "demo: $*"; }

say "installing what is missing"
scripts/setup.sh
say "building build/release/weir"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake --preset release && cmake --build --preset release --target weir; } >"$log" 2>&1; then
    cat "$log" >&2
    say "the build failed; its output is above" >&2
    exit 1
fi
python3 scripts/demo.py --weir build/release/weir "$@"
