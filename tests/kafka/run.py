#!/usr/bin/env python3
"""Tests of Weir against a real Kafka broker, judged by Kafka's own reader and kcat (harness.py says how).

usage: run.py --weir PATH [--quick | --soak] [--list] [--seed N] [NAME ...]     (a NAME is a part of a case's name)

--quick runs a few cases, --soak the large counts: 1,000 kills, 60 kills and stops of the broker, 40 zombies. A soak that was
interrupted goes on where it was; its state is in --state (default: soak-state.json in the working folder).
The last line is "N passed, N failed"; the exit status is 0 when nothing failed.
"""

import argparse
import importlib
import os
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import harness  # noqa: E402


def chosen(options):
    for name in sorted(os.listdir(os.path.join(HERE, "cases"))):
        if name.endswith(".py"):
            importlib.import_module("cases." + name[:-3])
    return [(name, function) for name, (function, is_quick) in harness.CASES.items()
            if (is_quick or not options.quick) and (not options.names or any(part in name for part in options.names))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--weir", default=os.path.join(HERE, "..", "..", "build", "release", "weir"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seed", type=int, default=1, help="other moments of kills, other input")
    parser.add_argument("--scale", type=float, default=1.0, help="so many times the counts of kills and the like")
    parser.add_argument("--keep", action="store_true", help="the folders stay")
    options = parser.parse_args()
    cases = chosen(options)
    if options.list:
        print(*(name for name, _ in cases), sep="\n")
        return 0
    weir = os.path.abspath(options.weir)
    if not os.access(weir, os.X_OK):
        parser.error(f"no program at {weir}")
    passed = failed = skipped = 0
    began = time.monotonic()
    world = harness.World(weir, options.seed, options.scale * (0.25 if options.quick else 1.0), options.keep)
    with world.stack:
        for name, function in cases:
            case_began = time.monotonic()
            world.begin(name)
            verdict, text = "ok  ", ""
            try:
                function(world)
                passed += 1
            except harness.Skip as skip:
                verdict, text = "skip", str(skip)
                skipped += 1
            except harness.Failure as failure:
                verdict, text = "FAIL", f"\n{failure}\n{world.said()}"
                failed += 1
            except Exception: # pylint: disable=broad-exception-caught
                verdict, text = "FAIL", f"\n{traceback.format_exc()}\n{world.said()}"
                failed += 1
            world.end()
            notes = "; ".join(world.notes)
            print(f"{verdict} {name} ({time.monotonic() - case_began:.1f} s) {notes}{text}".rstrip(), flush=True)
    print(f"{time.monotonic() - began:.0f} s" + (f", {skipped} skipped" if skipped else ""))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
