#!/usr/bin/env python3
"""Makes the expected outputs of tests/sql anew with Apache Flink.

usage: make_expected.py [--twice] [--check] [--missing] [FILTER ...]

Directives are comments at the top of a case:
  -- order: any        rows come in no fixed order (default: exact)
  -- error: 1 | 2      the script must fail: 1 at run time, 2 when it is checked
  -- parallelism: 1    the answer is only fixed at parallelism 1

--twice runs each case twice and reports the ones whose rows differ; --check writes nothing and
reports where the committed files differ; --missing only makes cases that have no output yet.
"""

import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from flink import Flink, root_message as root_lines  # noqa: E402

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "sql"))
DATA = os.path.join(ROOT, "data")


def directives(script):
    found = {}
    for line in script.splitlines():
        match = re.match(r"-- (order|error|parallelism): *(.*?) *$", line)
        if match:
            found[match.group(1)] = match.group(2)
        elif not line.startswith("--"):
            break
    return found


def root_message(stderr):
    return [line.replace(DATA, "${DIR}") for line in root_lines(stderr)]


def main():
    options = {a for a in sys.argv[1:] if a.startswith("--")}
    filters = [a for a in sys.argv[1:] if not a.startswith("--")]
    flink = Flink()
    bad = done = 0
    try:
        for path in sorted(glob.glob(os.path.join(ROOT, "*", "*.sql"))):
            name = os.path.relpath(path, ROOT)[:-4]
            out = path[:-4] + ".out"
            if filters and not any(f in name for f in filters):
                continue
            if "--missing" in options and os.path.exists(out) and os.path.getmtime(out) >= os.path.getmtime(path):
                continue
            with open(path) as f:
                marks = directives(f.read())
            order = marks.get("order", "exact")
            wanted = int(marks.get("error", "0"))
            code, rows, errors = flink.run(path, {"DIR": DATA})
            if code != wanted:
                print(f"{name}: exit code {code}, the case says {wanted}", *root_message(errors), sep="\n  ")
                bad += 1
                continue
            if "--twice" in options and not wanted:
                again = flink.run(path, {"DIR": DATA})[1]
                same = again == rows if order == "exact" else sorted(again.split("\n")) == sorted(rows.split("\n"))
                if not same:
                    print(f"{name}: two runs differ, order: {order}")
                    bad += 1
            text = ["# flink 2.2.0"]
            if wanted:
                text += [f"# error: {wanted}"] + ["# " + line for line in root_message(errors)]
            else:
                text += [f"# order: {order}"]
                if "parallelism" in marks:
                    text += [f"# parallelism: {marks['parallelism']}"]
                if order == "any":
                    rows = "".join(sorted(rows.splitlines(keepends=True)))
            text = "\n".join(text) + "\n" + ("" if wanted else rows)
            done += 1
            if "--check" in options:
                with open(out) as f:
                    if f.read() != text:
                        print(f"{name}: differs from the committed output")
                        bad += 1
                continue
            with open(out, "w") as f:
                f.write(text)
    finally:
        flink.stop()
    print(f"{done} made, {bad} bad")
    return 1 if bad else 0


sys.exit(main())
