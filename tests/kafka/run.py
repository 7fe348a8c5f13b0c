#!/usr/bin/env python3
"""Tests of Weir against a real Kafka broker, judged by Kafka's own reader and kcat (harness.py says how).

usage: run.py --weir PATH [--quick | --soak] [--list] [--seed N] [NAME ...]     (a NAME is a part of a case's name)

--quick runs a few cases. --soak runs all, and then the large counts: 1,000 kills, 60 kills and stops of the broker, 40
zombies, in rounds; one that was interrupted goes on behind the last round that --state holds.
The last line is "N passed, N failed"; the exit status is 0 when nothing failed.
"""

import argparse
import importlib
import json
import os
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import harness  # noqa: E402

SOAK = {"killed_at_random_moments": 17, "broker_killed_and_stopped": 10, "zombies_write_nothing": 10} # rounds of a full run's count


def load():
    for name in sorted(os.listdir(os.path.join(HERE, "cases"))):
        if name.endswith(".py"):
            importlib.import_module("cases." + name[:-3])


def chosen(options):
    """[(label, function, seed)]"""
    def named(name):
        return not options.names or any(part == name or (part in name and not options.exact) for part in options.names)
    cases = [(name, function, str(options.seed)) for name, (function, is_quick) in harness.CASES.items() if named(name) and (is_quick or not options.quick)]
    if options.soak:
        cases += [(f"{name}-{number}", harness.CASES[name][0], f"{options.seed}-{number}")
                  for name, rounds in SOAK.items() if named(name) for number in range(1, rounds + 1)]
    return cases


class State:
    """What a soak has behind it: {label: passed}."""

    def __init__(self, path):
        self.path, self.done = path, {}
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                self.done = json.load(f)

    def add(self, label, passed):
        self.done[label] = passed
        if self.path:
            with open(self.path + ".new", "w", encoding="utf-8") as f:
                json.dump(self.done, f, indent=0)
            os.rename(self.path + ".new", self.path)


def run_one(world, label, function, seed):
    """(verdict, text)"""
    world.begin(label, seed)
    try:
        function(world)
        return "ok  ", ""
    except harness.Failure as failure:
        return "FAIL", f"\n{failure}\n{world.said()}"
    except Exception: # pylint: disable=broad-exception-caught
        return "FAIL", f"\n{traceback.format_exc()}\n{world.said()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--weir", default=os.path.join(HERE, "..", "..", "build", "release", "weir"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--soak", action="store_true")
    parser.add_argument("--state", default="kafka-soak.json", metavar="FILE", help="what the soak has behind it (kafka-soak.json)")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--first", action="store_true", help="ends with the first failure")
    parser.add_argument("--exact", action="store_true", help="a NAME is a whole name")
    parser.add_argument("--seed", type=int, default=1, help="other moments of kills, other input")
    parser.add_argument("--scale", type=float, default=1.0, help="so many times the counts of kills and the like")
    parser.add_argument("--keep", action="store_true", help="the folders stay")
    options = parser.parse_args()
    load()
    cases = chosen(options)
    if options.list:
        print(*(label for label, _, _ in cases), sep="\n")
        return 0
    weir = os.path.abspath(options.weir)
    if not os.access(weir, os.X_OK):
        parser.error(f"no program at {weir}")
    state = State(os.path.abspath(options.state) if options.soak else None)
    began = time.monotonic()
    counts = {True: 0, False: 0}
    world = harness.World(weir, options.scale * (0.2 if options.quick else 1.0), options.keep)
    with world.stack:
        for label, function, seed in cases:
            if label in state.done:
                counts[state.done[label]] += 1
                continue
            case_began = time.monotonic()
            verdict, text = run_one(world, label, function, seed)
            world.end(verdict == "ok  ")
            counts[verdict == "ok  "] += 1
            state.add(label, verdict == "ok  ")
            print(f"{verdict} {label} ({time.monotonic() - case_began:.1f} s) {'; '.join(world.notes)}{text}".rstrip(), flush=True)
            if options.first and counts[False]:
                break
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] or not counts[True] else 0


if __name__ == "__main__":
    sys.exit(main())
