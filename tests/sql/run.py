#!/usr/bin/env python3
"""Runs the SQL cases against Weir and compares its rows with Flink's.

usage: run.py --weir PATH [--batch-rows N] [--parallelism N] [--kill | --stop-resume]
              [--jobs N] [--filter TEXT] [--seed N] [--kills N] [--list]

plain          every case: stdout equal to the .out file; cases with an error: the exit status
--parallelism  rows are compared sorted; cases that are only fixed at parallelism 1 are left out
--kill         each print table becomes a directory of files that is written exactly once; the program
               kills itself at its K-th durable operation, for several K, is started again with the
               same command, and the files must then hold Flink's rows, each once
--stop-resume  the same with SIGTERM after a while instead, with a paced source

The modes with restarts leave out the cases whose rows come from a SELECT, SHOW or DESCRIBE, which
are not kept, and say how many.
"""

import argparse
import difflib
import glob
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")
TIMEOUT_S = 20
PRINT_TABLE = re.compile(
    r"(CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(`[^`]+`|\w+)(?:(?!;).)*?)'connector'\s*=\s*'print'",
    re.S | re.I)


class Case:
    """One script and what Flink answered."""

    def __init__(self, path):
        self.name = os.path.relpath(path, HERE)[:-4]
        with open(path, newline="") as f:
            self.script = f.read()
        self.order = "exact"
        self.error = 0
        self.parallelism = 0
        with open(path[:-4] + ".out", newline="") as f:
            text = f.read()
        while text.startswith("#"):
            line, text = text.split("\n", 1) if "\n" in text else (text, "")
            match = re.match(r"# (order|error|parallelism): (\w+)$", line)
            if match:
                value = match.group(2)
                setattr(self, match.group(1), value if match.group(1) == "order" else int(value))
        self.expected = text

    def statements(self):
        text = re.sub(r"'(?:[^']|'')*'", "''", self.script)
        text = re.sub(r"--[^\n]*|/\*.*?\*/", " ", text, flags=re.S)
        return [s.strip() for s in text.split(";") if s.strip()]

    def why_not_restarted(self):
        """Why the case is no part of the modes with restarts, or None."""
        if self.error:
            return "it is about an error"
        for statement in self.statements():
            if re.match(r"(SELECT|WITH|VALUES|\(|SHOW|DESC|DESCRIBE|EXPLAIN)\b", statement, re.I):
                return "its rows come from a SELECT, SHOW or DESCRIBE"
        if "print-identifier" in self.script:
            return "it is about a print table's own options"
        if not PRINT_TABLE.search(self.script):
            return "it has no print table of its own"
        return None


def write_script(case, folder, script):
    # The file's name is the job's name.
    path = os.path.join(folder, "job.sql")
    with open(path, "w", newline="") as f:
        f.write(script.replace("${DIR}", DATA))
    return path


def command(options, script, more=()):
    line = [options.weir, "run", "--output", "changelog"]
    if options.batch_rows:
        line += ["-D", f"weir.batch-rows={options.batch_rows}"]
    if options.parallelism:
        line += ["--parallelism", str(options.parallelism)]
    for setting in more:
        line += ["-D", setting]
    return line + [script]


def run(line, environment=None, stop_after_s=None):
    """Returns (exit status, stdout, stderr); status is None when the time was up."""
    env = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")
    env.pop("WEIR_TEST_IO", None)
    env.update(environment or {})
    process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=env)
    if stop_after_s is not None:
        try:
            out, err = process.communicate(timeout=stop_after_s)
            return process.returncode, text(out), text(err)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
    try:
        out, err = process.communicate(timeout=TIMEOUT_S)
        return process.returncode, text(out), text(err)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        return None, text(out), text(err)


def text(data):
    return data.decode("utf-8", "backslashreplace")


def tail(message, count=6):
    lines = message.strip().split("\n")
    return "\n".join("  " + line for line in lines[-count:])


def compare(case, got, ordered):
    """The difference as text, empty when there is none."""
    want_lines = case.expected.split("\n")
    got_lines = got.split("\n")
    if not ordered:
        want_lines, got_lines = sorted(want_lines), sorted(got_lines)
    if want_lines == got_lines:
        return ""
    diff = list(difflib.unified_diff(want_lines, got_lines, "flink", "weir", n=1, lineterm=""))
    more = len(diff) - 40
    return "\n".join(diff[:40] + ([f"... {more} more lines"] if more > 0 else []))


def run_plain(case, options):
    with tempfile.TemporaryDirectory(prefix="weir-sql-") as folder:
        script = write_script(case, folder, case.script)
        status, out, err = run(command(options, script))
    if status is None:
        return f"no end after {TIMEOUT_S} s\n{tail(err)}"
    if case.error:
        # Weir checks a script whole before it starts: what Flink meets while it runs may be refused earlier.
        if status == case.error or (case.error == 1 and status == 2):
            return ""
        return f"exit status {status}, expected {case.error}\n{tail(err)}"
    if status != 0:
        return f"exit status {status}\n{tail(err)}"
    if options.parallelism > 1:
        # The print connector then names the worker, as Flink's does: `3> ` or `name:3> `.
        out = re.sub(r"^(?:(\w+):)?\d+> (?=[-+][IUD]\[)", lambda m: f"{m[1]}> " if m[1] else "", out, flags=re.M)
    ordered = case.order == "exact" and (options.parallelism or 1) == 1
    return compare(case, out, ordered)


def with_files(case, folder):
    """The script with each print table as a directory of files; returns (script, directories)."""
    places = []

    def replace(match):
        place = os.path.join(folder, "out_" + re.sub(r"\W", "_", match.group(2)))
        places.append(place)
        return f"{match.group(1)}'connector' = 'filesystem', 'path' = '{place}', 'format' = 'print'"

    return PRINT_TABLE.sub(replace, case.script), places


def read_files(places):
    rows = []
    for place in places:
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if name[0] not in "._"]
            for name in sorted(files):
                if name[0] not in "._":
                    with open(os.path.join(folder, name), newline="", encoding="utf-8",
                              errors="backslashreplace") as f:
                        rows.append(f.read())
    return "".join(rows)


def run_restarted(case, options, round_number):
    chosen = random.Random(f"{options.seed} {case.name} {round_number}")
    folder = tempfile.mkdtemp(prefix="weir-sql-", dir=options.temp)
    try:
        script, places = with_files(case, folder)
        path = write_script(case, folder, script)
        settings = [f"execution.checkpointing.dir={folder}/ck", "weir.checkpoint.rows=5"]
        if options.kill:
            # The first kills come early, where the protocol begins; later ones anywhere.
            at = chosen.randint(1, (12, 60, 250)[min(round_number, 2)])
            note = f"kill@{at}"
            status, out, err = run(command(options, path, settings), {"WEIR_TEST_IO": note})
            if status not in (0, -signal.SIGKILL):
                return f"{note}: exit status {status} before the restart\n{tail(err)}", 0
            died = int(status == -signal.SIGKILL)
        else:
            settings.append("weir.source.rows-per-second=100")
            after = chosen.uniform(0.02, 0.4)
            note = f"SIGTERM after {after:.2f} s"
            status, out, err = run(command(options, path, settings), stop_after_s=after)
            if status != 0:
                return f"{note}: exit status {status} when stopped\n{tail(err)}", 0
            settings.pop()
            died = 1
        status, out, err = run(command(options, path, settings))
        if status != 0:
            return f"{note}: exit status {status} after the restart\n{tail(err)}", died
        difference = compare(case, read_files(places), False)
        return (f"{note}:\n{difference}" if difference else ""), died
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_case(case, options):
    """Returns (failure text or '', how many runs were cut short)."""
    if not (options.kill or options.stop_resume):
        return run_plain(case, options), 0
    cut = 0
    for number in range(options.kills):
        failure, died = run_restarted(case, options, number)
        cut += died
        if failure:
            return failure, cut
    return "", cut


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weir", default=os.path.join(HERE, "..", "..", "build", "release", "weir"))
    parser.add_argument("--batch-rows", type=int, default=0)
    parser.add_argument("--parallelism", type=int, default=0)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--stop-resume", action="store_true")
    parser.add_argument("--kills", type=int, default=3, help="restart rounds a case (default 3)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--filter", default="")
    parser.add_argument("--list", action="store_true", help="name the chosen cases, run nothing")
    options = parser.parse_args()
    options.weir = os.path.abspath(options.weir)
    options.temp = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    if options.kill and options.stop_resume:
        parser.error("--kill and --stop-resume exclude each other")
    if not options.list and not os.access(options.weir, os.X_OK):
        parser.error(f"no program at {options.weir}")

    cases = []
    skipped = {}
    for path in sorted(glob.glob(os.path.join(HERE, "*", "*.sql"))):
        if options.filter not in os.path.relpath(path, HERE):
            continue
        case = Case(path)
        why = None
        if options.parallelism > 1 and case.parallelism == 1:
            why = "only fixed at parallelism 1"
        elif options.kill or options.stop_resume:
            why = case.why_not_restarted()
        if why:
            skipped[why] = skipped.get(why, 0) + 1
        else:
            cases.append(case)
    if options.list:
        for case in cases:
            print(case.name)
        return 0

    failed = cut = 0
    begin = time.monotonic()
    with ThreadPoolExecutor(max_workers=max(1, options.jobs)) as pool:
        for case, (failure, died) in zip(cases, pool.map(lambda c: run_case(c, options), cases)):
            cut += died
            if failure:
                failed += 1
                print(f"FAIL {case.name}\n{failure}\n", flush=True)
    if options.kill:
        print(f"{cut} runs were killed and started again")
    if options.stop_resume:
        print(f"{cut} runs were stopped and started again")
    for why, count in sorted(skipped.items()):
        print(f"{count} skipped: {why}")
    print(f"{time.monotonic() - begin:.1f} s")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
