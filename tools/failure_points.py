#!/usr/bin/env python3
"""failure_points.py - tests/failure-points.tsv names a test that exists for every failure point, or says what is due.

    tools/failure_points.py

The last line is "N passed, N failed"; the exit status is 0 when nothing failed.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
POINTS = 61


def cases_of(runner):
    """Names that a runner lists; a case with parameters also goes by its bare name."""
    path = os.path.join(ROOT, "tests", runner, "run.py")
    result = subprocess.run([sys.executable, "-B", path, "--list"], capture_output=True, text=True, check=False)
    if result.returncode != 0:
        print(f"FAIL tests/{runner}/run.py --list: {result.stderr.strip()}")
        return set()
    names = set(result.stdout.splitlines())
    return names | {name.split("[", 1)[0] for name in names}


def unit_tests():
    names = set()
    base = os.path.join(ROOT, "tests", "unit")
    for room in os.listdir(base):
        folder = os.path.join(base, room)
        if os.path.isdir(folder):
            names |= {f"{room}.{name[5:-2]}" for name in os.listdir(folder) if re.fullmatch(r"test_\w+\.c", name)}
    return names


def main():
    known = {"unit": unit_tests(), "cli": cases_of("cli"), "crash": cases_of("crash"), "kafka": cases_of("kafka")}
    passed, failed, due, seen = 0, 0, 0, set()
    with open(os.path.join(ROOT, "tests", "failure-points.tsv"), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    for line in lines:
        columns = line.split("\t")
        if len(columns) != 3 or not re.fullmatch(r"F\d\d", columns[0]) or columns[0] in seen:
            print(f"FAIL not a line of three columns, or twice: {line}")
            failed += 1
            continue
        point, _, tests = columns
        seen.add(point)
        if tests.startswith("due: ") and len(tests) > 6:
            due += 1
            continue
        missing = [test for test in tests.split() if test.split(":", 1)[-1] not in known.get(test.split(":", 1)[0], ())]
        if missing or not tests.split():
            print(f"FAIL {point}: no such test: {' '.join(missing)}")
            failed += 1
        else:
            passed += 1
    for number in range(1, POINTS + 1):
        if f"F{number:02d}" not in seen:
            print(f"FAIL F{number:02d} is not in the table")
            failed += 1
    print(f"{due} points are due later")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
