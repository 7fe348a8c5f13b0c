#!/usr/bin/env python3
"""Tests of the program as its users meet it: the command line, bad input, restarts, signals, full disks.

usage: run.py --weir PATH [--filter TEXT] [--jobs N] [--seed N] [--list] [--slow N]

Every case works in a folder of its own (on /dev/shm where there is one). The last line is
`N passed, N failed`; what could not be tried here is said by name, with the reason.
"""

import argparse
import importlib
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import harness  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weir", default=os.path.join(HERE, "..", "..", "build", "release", "weir"))
    parser.add_argument("--filter", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="other moments of kills and signals")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--slow", type=int, default=0, help="name the N slowest cases")
    options = parser.parse_args()
    for name in sorted(os.listdir(os.path.join(HERE, "cases"))):
        if name.endswith(".py") and name != "__init__.py":
            importlib.import_module("cases." + name[:-3])
    cases = [one for one in harness.CASES if options.filter in one[0]]
    if options.list:
        print("\n".join(name for name, _, _ in cases))
        return 0
    harness.SEED = options.seed
    weir = os.path.abspath(options.weir)
    if not os.access(weir, os.X_OK):
        parser.error(f"no program at {weir}")
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    began = time.monotonic()
    counts = {"pass": 0, "fail": 0, "skip": 0}
    times = []
    with ThreadPoolExecutor(max_workers=max(1, options.jobs)) as pool:
        results = pool.map(lambda one: harness.run_case(weir, *one, base), cases)
        for (name, _, _), (verdict, message, seconds) in zip(cases, results):
            counts[verdict] += 1
            times.append((seconds, name))
            if verdict == "fail":
                print(f"FAIL {name}\n{message}\n", flush=True)
            elif verdict == "skip":
                print(f"skipped {name}: {message}", flush=True)
    for seconds, name in sorted(times, reverse=True)[:options.slow]:
        print(f"{seconds:6.2f} s  {name}")
    print(f"{time.monotonic() - began:.1f} s" + (f", {counts['skip']} skipped" if counts["skip"] else ""))
    print(f"{counts['pass']} passed, {counts['fail']} failed")
    return 1 if counts["fail"] or not counts["pass"] else 0


if __name__ == "__main__":
    sys.exit(main())
