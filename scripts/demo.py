#!/usr/bin/env python3
"""The second half of demo.sh: runs the flights job undisturbed and with kills, compares, prints a table.

    scripts/demo.py --weir build/release/weir [--kills 3] [--keep]

Each run has its own copy of the example, so that the same command is used as a person would. Exit status 1 when
the outputs differ, when a kill missed the run, or when the program failed.
"""
import argparse
import collections
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXAMPLE = os.path.join("examples", "flights")
COMMAND = ["run", os.path.join(EXAMPLE, "job.sql")]
TABLES = ["hourly_departures", "late_share", "late_flights"]
FLINK = ["hourly_departures", "late_share"]
SECONDS_MAX = 120  # a run takes about ten
COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ


def paint(code, text):
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


def stop(text):
    print(paint("1;31", f"demo: FAILED: {text}"), file=sys.stderr)
    sys.exit(1)


class Run:
    """One start of the program. Reads its stderr as it comes, to see when it said that it resumed."""

    def __init__(self, weir, folder):
        self.lines = []
        self.resumed_ms = None
        self.started = time.monotonic()
        self.process = subprocess.Popen([weir, *COMMAND], cwd=folder, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            if self.resumed_ms is None and re.search(r"\bresum", line):
                self.resumed_ms = (time.monotonic() - self.started) * 1000
            self.lines.append(line)

    def wait(self, seconds):
        """True when it ended within so many seconds."""
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        self.reader.join()
        return True

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.reader.join()

    def check(self):
        if self.process.returncode != 0:
            stop(f"exit status {self.process.returncode}\n{''.join(self.lines)}")


def visible_files(folder):
    """Files that a reader such as Spark or Hive sees: no name on the way starts with '.' or '_'."""
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] not in "._"]
        for name in names:
            if name[0] not in "._":
                yield os.path.join(top, name)


def rows_of(folder):
    rows = collections.Counter()
    for path in visible_files(folder):
        with open(path, encoding="utf-8") as file:
            rows.update(file.read().splitlines())
    return rows


def output(folder, table):
    return os.path.join(folder, EXAMPLE, "output", table)


def prepare(folder):
    target = os.path.join(folder, EXAMPLE)
    os.makedirs(target)
    for name in ("job.sql", "flights.csv"):
        shutil.copy(os.path.join(ROOT, EXAMPLE, name), target)


def undisturbed(weir, folder):
    run = Run(weir, folder)
    if not run.wait(SECONDS_MAX):
        run.kill()
        stop(f"the undisturbed run did not end within {SECONDS_MAX} seconds\n{''.join(run.lines)}")
    run.check()
    return time.monotonic() - run.started


def killed(weir, folder, kills):
    """Kills the run so many times and lets it finish. Returns rows visible at each kill and restart times."""
    seen, restarts = [], []
    for number in range(kills):
        run = Run(weir, folder)
        if run.wait(1.7 + 0.37 * number):  # never at the same distance from a checkpoint
            run.check()
            stop(f"the run ended before kill {number + 1}: slow it down with weir.source.rows-per-second")
        run.kill()
        seen.append(sum(sum(rows_of(output(folder, table)).values()) for table in TABLES))
        if number > 0:
            restarts.append(run.resumed_ms)
    last = Run(weir, folder)
    if not last.wait(SECONDS_MAX):
        last.kill()
        stop(f"the last run did not end within {SECONDS_MAX} seconds\n{''.join(last.lines)}")
    last.check()
    restarts.append(last.resumed_ms)
    return seen, restarts


def compare(name, expected, actual):
    missing, extra = expected - actual, actual - expected
    if not missing and not extra:
        return
    text = f"{name}: {sum(missing.values())} rows lost, {sum(extra.values())} rows too many"
    text += "".join(f"\n  lost     {row}" for row in list(missing)[:5])
    text += "".join(f"\n  too many {row}" for row in list(extra)[:5])
    stop(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", default=os.path.join(ROOT, "build", "release", "weir"))
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="keep the results also when all is well")
    options = parser.parse_args()
    weir = os.path.abspath(options.weir)

    folder = tempfile.mkdtemp(prefix="weir-demo-")
    calm, rough = os.path.join(folder, "undisturbed"), os.path.join(folder, "killed")
    prepare(calm)
    prepare(rough)
    print(f"demo: weir run {COMMAND[1]}, undisturbed: 27,004 flights at 3,000 a second", flush=True)
    seconds = undisturbed(weir, calm)
    print(f"demo: the same command, killed with SIGKILL {options.kills} times in mid-run", flush=True)
    seen, restarts = killed(weir, rough, options.kills)

    results = {table: (rows_of(output(calm, table)), rows_of(output(rough, table))) for table in TABLES}
    print()
    print(f"  {'output':<20}{'undisturbed':>14}{f'killed {options.kills}x':>14}{'Apache Flink':>16}")
    for table, (expected, actual) in results.items():
        flink = "-"
        if table in FLINK:
            with open(os.path.join(ROOT, EXAMPLE, "expected", table + ".json"), encoding="utf-8") as file:
                flink = f"{len(file.read().splitlines()):,}"
        print(f"  {table:<20}{sum(expected.values()):>14,}{sum(actual.values()):>14,}{flink:>16}")
    print()
    print(f"  {'kill':<8}{'rows visible then':>20}{'restart took':>16}")
    for number, (rows, ms) in enumerate(zip(seen, restarts), 1):
        print(f"  {number:<8}{rows:>20,}{'not reported' if ms is None else f'{ms:.0f} ms':>16}")
    print(flush=True)

    for table, (expected, actual) in results.items():
        compare(f"{table}, killed against undisturbed", expected, actual)
        if not expected:
            stop(f"{table} is empty")
        if table in FLINK:
            with open(os.path.join(ROOT, EXAMPLE, "expected", table + ".json"), encoding="utf-8") as file:
                compare(f"{table}, against Apache Flink", collections.Counter(file.read().splitlines()), actual)
    total = sum(sum(expected.values()) for expected, _ in results.values())
    reported = [ms for ms in restarts if ms is not None]
    slowest = f"; the slowest restart took {max(reported):.0f} ms" if reported else ""
    print(paint("1;32", f"Nothing was lost and nothing was counted twice: {total:,} rows, the same after {options.kills} kills"
                        f" as undisturbed ({seconds:.1f} s){slowest}."))
    if options.keep:
        print(f"demo: the results are in {folder}")
    else:
        shutil.rmtree(folder)


main()
