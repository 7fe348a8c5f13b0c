#!/usr/bin/env python3
"""run.py - searches every interleaving of the commit protocol's model, and shows that the search can find mistakes.

    tests/model/run.py [--quick] [--only TEXT] [--workers N] [--keep DIR]

commit.pml is turned into a search program by spin and gcc and run to its end, once per line below: PROMISES must be
kept in every state that can be reached within their bounds; each of MISTAKES must break one. --quick: smaller bounds.
Prints a line per search: name, states, seconds. With --keep the search programs stay in DIR, and with them the story
of each failure (steps.txt). The last line is "N passed, N failed"; the exit status is 0 when nothing failed.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "commit.pml")
MEMORY_MB = 900
TIMEOUT = 600

NOTHING = {"EMPTIES": 0, "ROLLBACKS": 0, "UNKNOWNS": 0, "RESENDS": 0, "TIMEOUTS": 0}


def bounds(*sinks, **numbers):
    """Flags of the model: what is not named does not happen."""
    values = {**NOTHING, **numbers}
    return ["-D" + sink for sink in sinks] + [f"-D{name}={value}" for name, value in values.items()]


# name: (flags of the full run, flags of the quick run or None)
PROMISES = {
    "crashes, Kafka + database": (
        bounds("DB", EPOCHS=4, CRASHES=3), bounds("DB", EPOCHS=2, CRASHES=2)),
    "crashes, Kafka + files": (
        bounds("FILES", EPOCHS=3, CRASHES=3, EMPTIES=1), bounds("FILES", EPOCHS=2, CRASHES=2)),
    "crashes and unknown outcomes, three sinks": (
        bounds("DB", "FILES", EPOCHS=3, CRASHES=2, UNKNOWNS=1), bounds("DB", "FILES", EPOCHS=2, CRASHES=1, UNKNOWNS=1)),
    "resent and late requests, timeouts": (
        bounds("DB", EPOCHS=2, CRASHES=1, UNKNOWNS=1, RESENDS=1, TIMEOUTS=1),
        bounds("DB", EPOCHS=2, CRASHES=0, UNKNOWNS=1, RESENDS=1)),
    "unknown outcomes and rollbacks": (
        bounds("DB", EPOCHS=2, CRASHES=1, UNKNOWNS=1, ROLLBACKS=1, EMPTIES=1), None),
    "second instance, Kafka + database": (
        bounds("ZOMBIE", "DB", EPOCHS=1, CRASHES=1, RESTARTS=1), bounds("ZOMBIE", "DB", EPOCHS=1, CRASHES=0, RESTARTS=1)),
    "second instance, unknown outcomes": (
        bounds("ZOMBIE", "DB", EPOCHS=2, CRASHES=0, UNKNOWNS=1, RESTARTS=1), None),
    "second instance, more restarts": (
        bounds("ZOMBIE", "DB", EPOCHS=3, CRASHES=0, RESTARTS=2), None),
    "second instance, Kafka + files": (
        bounds("ZOMBIE", "FILES", EPOCHS=2, CRASHES=2, RESTARTS=1), bounds("ZOMBIE", "FILES", EPOCHS=1, CRASHES=1, RESTARTS=1)),
    "a job ends, whatever happens (fair)": (
        bounds("DB", "ENDS", EPOCHS=2, CRASHES=1, UNKNOWNS=1, TIMEOUTS=1), bounds("DB", "ENDS", EPOCHS=1, CRASHES=1)),
}

ALONE = bounds("DB", EPOCHS=2, CRASHES=1, UNKNOWNS=1)
LATE = bounds("DB", EPOCHS=2, CRASHES=0, UNKNOWNS=1, RESENDS=1)
TWO = bounds("ZOMBIE", "DB", EPOCHS=2, CRASHES=0, RESTARTS=1)
MISTAKES = {
    "NO_EVIDENCE": ("the newest manifest is taken for decided", ALONE),
    "READ_BEFORE_CLAIM": ("evidence is read before the claim", ALONE),
    "EVIDENCE_APART": ("evidence in a transaction of its own", ALONE),
    "NEXT_TOO_EARLY": ("the next checkpoint before every sink has committed", ALONE),
    "UNKNOWN_IS_SUCCESS": ("an unknown outcome is taken for success", ALONE),
    "UNKNOWN_IS_FAILURE": ("an unknown outcome is taken for failure", ALONE),
    "UNKNOWN_READ_ONLY": ("evidence is read with the old producer alive", LATE),
    "FENCED_GOES_ON": ("a fenced producer claims again and goes on from memory", TWO),
    "RESENT_IS_FINE": ("a producer goes on though a request was sent twice", LATE),
    "DECIDER_LAST": ("another sink commits before the decider", ALONE),
    "KEEP_NEWER": ("manifests newer than the decision stay", ALONE),
    "NEWEST_STATE": ("state comes from the newest manifest", ALONE),
    "NO_CHECKPOINT_ZERO": ("checkpoint 0 leaves no evidence", ALONE),
    "ZERO_LITERAL": ("an undecided checkpoint 0 is taken for lost evidence", ALONE),
    "NOT_DURABLE": ("the decision before the manifest is durable", ALONE),
    "RETIRE_EARLY": ("checkpoints are retired before the decision", ALONE),
    "NO_PREDECESSOR": ("a commit is repeated without a look at the evidence", ALONE),
    "NO_FENCE": ("a database commit does not look at the fence", TWO),
    "SMALLER_FENCE": ("a claim with a fence that is not greater is accepted", TWO),
    "BY_NUMBER": ("evidence is compared by its number, not by its digest", TWO),
}


class Search:
    def __init__(self, base, name, flags, long=False):
        self.name, self.flags, self.long = name, flags, long
        self.folder = os.path.join(base, re.sub(r"\W+", "-", name))
        self.fair = "-DENDS" in flags
        self.broken = None # what the search found broken
        self.problem = None # why there is no answer
        self.states = 0
        self.seconds = 0.0

    def call(self, *command, timeout=TIMEOUT):
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=timeout, check=False)
        return done.returncode, done.stdout

    def run(self):
        begun = time.monotonic()
        try:
            self.search()
        except (OSError, subprocess.TimeoutExpired) as error:
            self.problem = str(error)
        self.seconds = time.monotonic() - begun
        return self

    def search(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        shutil.copy(MODEL, self.folder)
        status, text = self.call("spin", "-a", *self.flags, "commit.pml")
        if status != 0 or not os.path.exists(os.path.join(self.folder, "pan.c")):
            self.problem = "spin: " + text.strip()
            return
        kind = [] if self.fair else ["-DSAFETY", "-DNOFAIR"]
        status, text = self.call("gcc", "-O1" if self.long else "-O0", "-w", "-DCOLLAPSE", f"-DMEMLIM={MEMORY_MB}", *kind, "-o", "pan",
                                 "pan.c")
        if status != 0:
            self.problem = "gcc: " + text.strip()[-500:]
            return
        _, text = self.call("./pan", "-m20000", "-w22", *(["-a", "-f"] if self.fair else []))
        stored = re.search(r"(\d+) states, stored", text)
        errors = re.search(r"errors: (\d+)", text)
        if not stored or not errors:
            self.problem = "pan: " + text.strip()[-500:]
            return
        self.states = int(stored.group(1))
        if errors.group(1) != "0":
            found = re.search(r"pan:1: (.*)", text)
            self.broken = found.group(1) if found else "acceptance cycle"
            _, steps = self.call("spin", "-t", "-p", "-g", "-l", *self.flags, "commit.pml")
            with open(os.path.join(self.folder, "steps.txt"), "w", encoding="utf-8") as out:
                out.write(steps)
        elif re.search(r"Search not completed|max search depth too small|memory limit", text):
            self.problem = "pan: the search did not get to its end (memory or depth)"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", help="searches whose name contains this")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--keep", metavar="DIR")
    options = parser.parse_args()
    if not shutil.which("spin"):
        print("tests/model/run.py: spin is not installed; scripts/setup.sh installs it\n0 passed, 1 failed")
        return 1

    base = options.keep or tempfile.mkdtemp(prefix="weir-model-")
    searches = []
    for name, (full, quick) in PROMISES.items():
        flags = quick if options.quick else full
        if flags is not None:
            searches.append(Search(base, name, flags, long=not options.quick))
    for name, (_, flags) in MISTAKES.items():
        searches.append(Search(base, name, ["-DM_" + name, *flags]))
    searches = [search for search in searches if options.only in search.name]

    passed = failed = 0
    try:
        with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
            for search in pool.map(Search.run, searches):
                mistake = MISTAKES.get(search.name)
                if search.problem:
                    good, said = False, search.problem
                elif mistake:
                    good = search.broken is not None
                    said = f"{mistake[0]}: " + (f"noticed, {search.broken}" if good else "NOT NOTICED")
                else:
                    good = search.broken is None
                    said = "holds" if good else f"BROKEN: {search.broken}"
                    if not good and options.keep:
                        said += f"; {search.folder}/steps.txt tells how"
                passed += good
                failed += not good
                print(f"{'ok  ' if good else 'FAIL'} {search.name}: {said} ({search.states} states, {search.seconds:.1f} s)", flush=True)
    finally:
        if not options.keep:
            shutil.rmtree(base, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
