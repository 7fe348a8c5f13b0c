#!/usr/bin/env python3
"""Random tables and queries: Weir's rows against those of a small oracle, with kills and restarts.

usage: run.py --weir PATH [--cases N] [--seed S] [--quick] [--case N] [--kind NAME] [--jobs N] [--keep DIR]

A case is a table or two (JSON or CSV, NULLs, rows out of order, equal times, files), a query, and a few
runs of it: batches of random sizes, parallelism 1 to 8, killed at random durable operations and started
again, maybe at another parallelism. Every run must give the oracle's rows (append-only results as a
multiset, changelogs added up to a table), its late rows with their watermarks, and its counts. The
oracle is tests/property/flow.py and expressions.py; queries.py makes the queries.

The seed is printed; the same seed gives the same cases. A failed case keeps its files and says how to
run it alone. --quick: 300 cases, else 5,000; the last line is "N passed, N failed".
"""

import argparse
import collections
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from queries import COLUMNS, FAST_KINDS, KINDS, Table, evaluate, make_query  # noqa: E402
from values import csv_field, json_value, parse_json, parse_printed, parse_time, time_text, type_sql  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
TIMEOUT_S = 20
KILLS_MAX = 4
FINISHED = re.compile(r"finished: rows-in=(\d+) rows-out=(\d+) late=(\d+) errors=(\d+) filtered=(\d+)")


class Failed(Exception):
    pass


# ---- a case on disk ----

def json_line(row, rng):
    record = [(name, json_value(kind, value)) for (name, kind), value in zip(COLUMNS, row)]
    record = [field for field in record if field[1] is not None or rng.random() < 0.5]
    if rng.random() < 0.3:
        rng.shuffle(record)
    return json.dumps(dict(record), ensure_ascii=rng.random() < 0.5,
                      separators=(",", ":") if rng.random() < 0.5 else None)


def write_table(table, folder, rng):
    """Returns how many bad records went in between, and their texts."""
    os.makedirs(folder)
    bad = []
    for number in range(table.file_count):
        lines = []
        for row in table.rows[table.cuts[number]:table.cuts[number + 1]]:
            if table.format == "csv":
                lines.append(",".join(csv_field(kind, value, rng) for (_, kind), value in zip(COLUMNS, row)))
            else:
                lines.append(json_line(row, rng))
            if table.bad and rng.random() < table.bad:
                bad.append(rng.choice(['{"id": 1, "k"', "[1, 2", "nonsense", '{"ts": 5']))
                lines.append(bad[-1])
        text = "\n".join(lines) + ("\n" if lines and rng.random() < 0.7 else "")
        with open(os.path.join(folder, f"part-{number}.{table.format}"), "w", newline="") as f:
            f.write(text)
    return bad


class Case:
    def __init__(self, seed, number, kind=None):
        self.name = f"{seed}:{number}"
        rng = self.rng = random.Random(self.name)
        two = rng.random() < 0.2
        self.late = not two and rng.random() < 0.75
        size = "batches" if rng.random() < 0.015 else "many" if rng.random() < 0.1 else "small"
        self.tables = [Table(rng, "t1", size, self.late)] + ([Table(rng, "t2", "small", False)] if two else [])
        for table in self.tables:
            table.bad = 0
        if not two and self.tables[0].format == "json" and rng.random() < 0.1:
            self.tables[0].bad = 0.2
        count = 1 if rng.random() < 0.85 else rng.randint(2, 4)
        if size == "batches" and kind is None:
            self.queries = [make_query(rng, self.tables, rng.choice(FAST_KINDS))]
        else:
            self.queries = [make_query(rng, self.tables, kind, number) for number in range(count)]
        self.append_format = rng.choice(["print", "json"])
        # Rows are kept when all windows are over the source itself.
        self.asks_late = (any(q.keeps_late for q in self.queries) and rng.random() < 0.8 and
                          all(q.keeps_late or "window" not in q.kind for q in self.queries))
        self.groups = rng.choice([8, 9, 64]) if rng.random() < 0.2 else 0
        self.runs = self.plan_runs()

    def kind(self):
        return self.queries[0].kind if len(self.queries) == 1 else "statement set"

    def one_split(self):
        return len(self.tables) == 1 and self.tables[0].file_count == 1

    def plan_runs(self):
        """How it is run: the first time plainly, then as chance has it."""
        rng = self.rng
        runs = [{"parallelism": [1], "batch": rng.choice([0, 0, 1, 7, rng.randint(1, 60)]), "kills": 0}]
        # With several splits and late rows, which are late depends on how the reading interleaves.
        wide = self.one_split() or not self.late
        for _ in range(1 if rng.random() < 0.8 else 2):
            first = rng.randint(1, 8) if wide and rng.random() < 0.7 else 1
            kills = rng.randint(1, 3) if rng.random() < 0.6 else 0
            workers = [first]
            for _ in range(KILLS_MAX):
                workers.append(rng.randint(1, 8) if wide and rng.random() < 0.3 else workers[-1])
            runs.append({"parallelism": workers, "batch": rng.choice([0, 1, 7, rng.randint(1, 60)]), "kills": kills,
                         "at": [rng.randint(1, rng.choice([12, 40, 90])) for _ in range(kills)],
                         "rows": rng.choice([1, 3, 10, 25]) if len(self.tables[0].rows) < 1000 else rng.choice([300, 2000])})
        return runs

    def script(self, data, out):
        lines = []
        if self.groups:
            lines.append(f"SET 'pipeline.max-parallelism' = '{self.groups}';")
        if self.asks_late:
            lines.append("SET 'weir.late-rows' = 'late_rows';")
            columns = ", ".join(f"{name} {type_sql(kind)}" for name, kind in COLUMNS)
            lines.append(f"CREATE TABLE late_rows ({columns}, weir_watermark TIMESTAMP(3), weir_operator STRING) WITH "
                         f"('connector' = 'filesystem', 'path' = '{out}/late', 'format' = 'json');")
        if any(table.bad for table in self.tables):
            lines.append("SET 'weir.error-rows' = 'bad_rows';")
            lines.append("CREATE TABLE bad_rows (source STRING, `position` STRING, reason STRING, record BYTES) WITH "
                         f"('connector' = 'filesystem', 'path' = '{out}/bad', 'format' = 'print');")
        lines += [table.sql(f"{data}/{table.name}") for table in self.tables]
        inserts = []
        for query in self.queries:
            lines += query.views
            columns = ", ".join(f"{name} {type_sql(kind)}" for name, kind in zip(query.names, query.kinds))
            lines.append(f"CREATE TABLE out{query.number} ({columns}) WITH ('connector' = 'filesystem', "
                         f"'path' = '{out}/out{query.number}', 'format' = '{self.format(query)}');")
            inserts.append(f"INSERT INTO out{query.number} {query.select};")
        lines += inserts if len(inserts) == 1 else ["EXECUTE STATEMENT SET BEGIN"] + inserts + ["END;"]
        return "\n".join(lines) + "\n"

    def format(self, query):
        return self.append_format if query.append else "print"


# ---- running it ----

def start(line, kill_at):
    env = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")
    env.pop("WEIR_TEST_IO", None)
    if kill_at:
        env["WEIR_TEST_IO"] = f"kill@{kill_at}"
    process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    try:
        text = process.communicate(timeout=TIMEOUT_S)[0]
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        text = process.communicate()[0]
        raise Failed(f"no end after {TIMEOUT_S} s: {' '.join(line)}\n{text.decode(errors='replace')[-2000:]}")
    return process.returncode, text.decode(errors="replace")


def command(weir, job, run, attempt, checkpoints):
    line = [weir, "run", "-D", f"execution.checkpointing.dir={checkpoints}", "--parallelism", str(run["parallelism"][attempt])]
    if run["batch"]:
        line += ["-D", f"weir.batch-rows={run['batch']}"]
    if run["kills"]:
        line += ["-D", f"weir.checkpoint.rows={run['rows']}"]
    return line + [job]


def run_once(case, weir, folder, number, run, note):
    """Runs to the end, through its kills; returns what the last attempt said."""
    out = os.path.join(folder, f"run{number}")
    os.makedirs(out)
    job = os.path.join(out, "job.sql")
    with open(job, "w") as f:
        f.write(case.script(os.path.join(folder, "data"), out))
    for attempt in range(KILLS_MAX + 1):
        line = command(weir, job, run, attempt, f"{out}/checkpoints")
        kill_at = run["at"][attempt] if attempt < run["kills"] else 0
        note.append((f"WEIR_TEST_IO=kill@{kill_at} " if kill_at else "") + " ".join(line))
        status, text = start(line, kill_at)
        if status == 0:
            return out, text
        if not kill_at or status != -signal.SIGKILL:
            raise Failed(f"exit status {status}\n{text[-3000:]}")
    raise Failed("it was killed again and again")


def files_of(folder):
    lines = []
    for place, folders, files in os.walk(folder):
        for name in sorted(files):
            if name[0] in "._":
                raise Failed(f"the job has ended, but {os.path.join(place, name)} is still there")
            with open(os.path.join(place, name), encoding="utf-8", newline="") as f:
                text = f.read()
            if text and not text.endswith("\n"):
                raise Failed(f"{os.path.join(place, name)} does not end with a whole line")
            lines += text.split("\n")[:-1]
    return lines


def difference(got, want, what):
    """Two multisets."""
    got, want = collections.Counter(got), collections.Counter(want)
    if got == want:
        return
    more, less = got - want, want - got
    text = [f"{what}: {sum(got.values())} rows, expected {sum(want.values())}"]
    text += [f"  too many ({n}): {row}" for row, n in sorted(more.items(), key=repr)[:8]]
    text += [f"  missing  ({n}): {row}" for row, n in sorted(less.items(), key=repr)[:8]]
    raise Failed("\n".join(text))


def fold(changes):
    table = collections.Counter()
    for kind, row in changes:
        table[row] += 1 if kind in ("+I", "+U") else -1
    below = [row for row, n in table.items() if n < 0]
    if below:
        raise Failed(f"taken back more often than sent: {below[:5]}")
    return +table


def check_query(case, query, out, want):
    """Returns the number of rows."""
    lines = files_of(f"{out}/out{query.number}")
    try:
        if case.format(query) == "json":
            got = [parse_json(line, query.names, query.kinds) for line in lines]
        else:
            got = [parse_printed(line, query.kinds) for line in lines]
    except ValueError as error:
        raise Failed(f"output {query.number} cannot be read: {error}")
    if query.exact and case.one_split():
        difference([f"{k}{list(r)}" for k, r in got], [f"{k}{list(r)}" for k, r in want], f"rows of out{query.number}")
    else:
        difference(fold(got), fold(want), f"table out{query.number}")
    return len(got)


def check_run(case, run, out, text, want, late, bad):
    got = sum(check_query(case, query, out, changes) for query, changes in zip(case.queries, want))
    if case.asks_late:
        found = []
        for line in files_of(f"{out}/late"):
            record = json.loads(line)
            found.append((record["id"], time_text(parse_time(record["weir_watermark"]))))
        difference(found, [(number, time_text(mark)) for number, mark in late], "late rows")
    if bad:
        difference([bytes(b & 255 for b in json.loads("[" + line[line.rindex(", [") + 3:-2] + "]")).decode()
                    for line in files_of(f"{out}/bad")], bad, "bad records")
    said = FINISHED.search(text)
    if not said and run["kills"] and "had already finished" in text:
        return  # killed behind its last checkpoint
    if not said:
        raise Failed(f"no word about the end of the job\n{text[-1000:]}")
    numbers = [int(x) for x in said.groups()]
    rows = sum(len(table.rows) for table in case.tables if table.name in case.used) + len(bad)
    filtered = case.queries[0].filtered if len(case.queries) == 1 else None
    names = ["rows-in", "rows-out", "late", "errors", "filtered"]
    for name, is_now, should in zip(names, numbers, [rows, got, len(late), len(bad), filtered]):
        if should is not None and is_now != should:
            raise Failed(f"{name} is {is_now}, expected {should}")


def used_tables(case):
    text = " ".join(view for query in case.queries for view in query.views + [query.select])
    return [table.name for table in case.tables if re.search(rf"\b{table.name}\b", text)]


def run_case(case, weir, folder):
    """Raises Failed."""
    rng = random.Random(case.name + " data")
    case.used = used_tables(case)
    bad = []
    for table in case.tables:
        bad += write_table(table, os.path.join(folder, "data", table.name), rng)
    want, late = [], []
    for query in case.queries:
        changes, dropped = evaluate(query)
        want.append(changes)
        late += dropped
    note = []
    for number, run in enumerate(case.runs):
        del note[:]
        try:
            out, text = run_once(case, weir, folder, number, run, note)
            check_run(case, run, out, text, want, late, bad)
        except Failed as failed:
            raise Failed(f"run {number}: {run}\n" + "\n".join(note[-3:]) + f"\n{failed}")
    return len(case.runs), sum(run["kills"] for run in case.runs)


def work(task):
    """One case in a process of the pool: (number, failure or '', runs, kills, kind)."""
    number, options = task
    folder = tempfile.mkdtemp(prefix="weir-property-", dir=options.temp)
    try:
        case = Case(options.seed, number, options.kind)
        try:
            runs, kills = run_case(case, options.weir, folder)
            return number, "", runs, kills, case.kind()
        except Failed as failed:
            kept = os.path.join(options.keep, f"case-{options.seed}-{number}")
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            return number, f"{failed}\n  files: {kept}", 0, 0, case.kind()
    except Exception:  # the oracle's own mistake
        return number, traceback.format_exc(), 0, 0, "?"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weir", default=os.path.join(HERE, "..", "..", "build", "release", "weir"))
    parser.add_argument("--cases", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--case", type=int, default=None, help="only this case of the seed")
    parser.add_argument("--kind", choices=sorted(set(KINDS)), default=None, help="only queries of this kind")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", default=os.path.join(tempfile.gettempdir(), "weir-property-failed"),
                        help="where the files of failed cases are kept")
    options = parser.parse_args()
    options.weir = os.path.abspath(options.weir)
    options.temp = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    if not os.access(options.weir, os.X_OK):
        parser.error(f"no program at {options.weir}")
    count = options.cases or (300 if options.quick else 5000)
    numbers = range(count) if options.case is None else [options.case]
    print(f"seed {options.seed}, {len(numbers)} cases")

    begin = time.monotonic()
    failed = runs = kills = 0
    kinds = collections.Counter()
    with multiprocessing.Pool(max(1, options.jobs)) as pool:
        for number, failure, ran, killed, kind in pool.imap_unordered(work, [(n, options) for n in numbers], 4):
            runs, kills = runs + ran, kills + killed
            kinds[kind] += 1
            if failure:
                failed += 1
                if failed <= 10:
                    again = f"run.py --seed {options.seed} --case {number}" + (f" --kind '{options.kind}'" if options.kind else "")
                    print(f"FAIL case {number} ({kind}); alone: {again}\n{failure}\n", flush=True)
    print(", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())))
    print(f"{runs} runs, {kills} kills, {time.monotonic() - begin:.1f} s")
    print(f"{len(numbers) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
