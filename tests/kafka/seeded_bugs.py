#!/usr/bin/env python3
"""The negative control of run.py: each deliberate bug of seeded_bugs.tsv must be noticed by a case that is named there.

usage: seeded_bugs.py [--build build/release] [--only NUMBER ...]

Built as tests/crash/seeded_bugs.py builds: the sources that hold WR_BUG(k) with -DWEIR_SEED_BUG=k, the rest as it is.
The last line is "N passed, N failed": passed are the bugs that were noticed.
"""

import argparse
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "crash"))
sys.dont_write_bytecode = True
import seeded_bugs as crash  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    parser.add_argument("--only", type=int, nargs="+")
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    passed = failed = 0
    with open(os.path.join(HERE, "seeded_bugs.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    for number, where, cases, text in rows:
        if options.only and int(number) not in options.only:
            continue
        began = time.monotonic()
        sources = crash.sources_of(int(number))
        noticed, first = False, f"no source holds WR_BUG({number})"
        if sources:
            program = crash.build(int(number), options.build, sources)
            done = subprocess.run([sys.executable, os.path.join(HERE, "run.py"), "--weir", program, "--first", "--exact", *cases.split()],
                                  capture_output=True, text=True, check=False)
            lines = done.stdout.splitlines()
            at = next((k for k, line in enumerate(lines) if line.startswith("FAIL ")), None)
            noticed = at is not None and done.returncode == 1
            first = " ".join(lines[at:at + 2])[:300] if noticed else (done.stdout + done.stderr)[-600:]
        print(f"{'ok  ' if noticed else 'FAIL'} bug {number} ({where}: {text}): {'noticed, ' if noticed else 'NOT noticed: '}{first} "
              f"({time.monotonic() - began:.1f} s)", flush=True)
        passed += noticed
        failed += not noticed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
