#!/usr/bin/env python3
"""Compares Weir with real Flink: thousands of expressions and statements, and the share that is alike.

usage: run.py --weir PATH [--jobs N] [--list] [--show KIND] [--sample N] [FILTER ...]

Expressions that Flink computes are asked in batches; a batch that differs is halved until the culprit stands
alone. One that Flink refuses must be refused, one that fails while it is computed must fail. FILTER: part of
a file's name. --show pending|deliberate also prints those. --sample N asks only every Nth refused or failing
expression: each costs a process.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import suite  # noqa: E402

BATCH = 60
TIMEOUT_S = 30
SHOWN = 1000  # characters of an answer
NOT_AVAILABLE = re.compile(r"\bnot available\b")


class Weir:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")
        with open(suite.TABLES, encoding="utf-8") as f:
            self.tables = f.read().replace("${DIR}", HERE)

    def run(self, command, sql, tables=True):
        """Returns (exit status, stdout, stderr)."""
        folder = os.path.join(self.folder, str(threading.get_ident()))
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, "job.sql")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write((self.tables if tables else "") + sql)
        line = [self.path, command] + (["--quiet", "--output", "changelog"] if command == "run" else []) + [path]
        try:  # without close_fds Python need not copy itself, which costs more than the check
            done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_S,
                                  cwd=folder, env=self.environment, close_fds=False)
        except subprocess.TimeoutExpired:
            return None, "", f"no end after {TIMEOUT_S} s"
        return (done.returncode, done.stdout.decode("utf-8", "backslashreplace"),
                done.stderr.decode("utf-8", "backslashreplace"))


def select(table, expressions):
    columns = ", ".join(f"{e.sql} AS c{i}" for i, e in enumerate(expressions))
    return f"SELECT {columns}" + (f" FROM {table}" if table else "")


def described(expressions):
    """What DESCRIBE prints of a view of these expressions."""
    rows = []
    for i, e in enumerate(expressions):
        nullable = not e.type.endswith(" NOT NULL")
        rows.append(f"+I[c{i}, {e.type if nullable else e.type[:-9]}, {'TRUE' if nullable else 'FALSE'}, NULL, NULL, NULL]\n")
    return "".join(rows)


def first_error(stderr):
    for line in stderr.split("\n"):
        match = re.search(r"(?:error|weir): (.*)", line)
        if match:
            return match.group(1)
    return stderr.strip().split("\n")[0]


def ask(weir, table, expressions):
    query = select(table, expressions)
    return weir.run("run", f"CREATE TEMPORARY VIEW v AS {query};\nDESCRIBE v;\n{query};\n", tables=bool(table))


def no_answer(status, err):
    return [suite.REFUSED if status == 2 else suite.FAILS, first_error(err)]


def answer_of(status, out, err):
    """What Weir says to one expression, written as an answer of Flink's is."""
    if status != 0:
        return no_answer(status, err)
    column, _, rows = out.partition("\n")
    kind, nullable = re.fullmatch(r"\+I\[c0, (.*), (TRUE|FALSE), NULL, NULL, NULL\]", column).groups()
    values = rows[len("+I["):-len("]\n")].split("]\n+I[")
    return [kind if nullable == "TRUE" else kind + " NOT NULL"] + [suite.escape(v) for v in values]


def compare_values(weir, table, expressions):
    """Yields (expression, None when alike, or Weir's answer)."""
    rows = zip(*[e.values for e in expressions])
    want = described(expressions) + "".join(f"+I[{', '.join(row)}]\n" for row in rows)
    status, out, err = ask(weir, table, expressions)
    if status == 0 and out == want:
        return [(e, None) for e in expressions]
    if len(expressions) > 1:
        half = len(expressions) // 2
        return (compare_values(weir, table, expressions[:half]) + compare_values(weir, table, expressions[half:]))
    return [(expressions[0], answer_of(status, out, err))]


def alike_refusal(kind, status, err):
    """What Flink refuses is refused; what fails there while it is computed may be refused, too."""
    return (status == 2 or (kind == suite.FAILS and status == 1)) and not NOT_AVAILABLE.search(err)


def compare_refusal(weir, table, expression):
    sql = select(table, [expression]) + ";\n"
    status, _, err = weir.run("check" if expression.kind == suite.REFUSED else "run", sql, tables=bool(table))
    return None if alike_refusal(expression.kind, status, err) else answer_of(*ask(weir, table, [expression]))


def compare_script(weir, script):
    status, out, err = weir.run("run", script.sql)
    if script.kind != "value" and alike_refusal(script.kind, status, err):
        return None
    got = sorted(out.split("\n")[:-1]) if status == 0 else no_answer(status, err)
    return None if got == script.answer else got


def questions(weir, families, groups, sample):
    """Functions that each give [(file, case, Flink's answer, None or Weir's)]."""
    work = []
    for family in families:
        values = [e for e in family.expressions if e.answer and e.kind == "value"]
        others = [e for e in family.expressions if e.answer and e.kind != "value"]
        for first in range(0, len(values), BATCH):
            batch = values[first:first + BATCH]
            work.append(lambda f=family, b=batch: [(f.name, e.text, e.answer, got)
                                                   for e, got in compare_values(weir, f.table, b)])
        for e in others[::sample]:
            work.append(lambda f=family, e=e: [(f.name, e.text, e.answer, compare_refusal(weir, f.table, e))])
    for group in groups:
        for script in group.scripts:
            if script.answer:
                work.append(lambda g=group, s=script: [(g.name, s.title, s.answer, compare_script(weir, s))])
    return work


class Tally:
    def __init__(self, show):
        self.show = show
        self.deliberate = suite.differences()
        self.alike = self.differ = self.pending = self.wrong = 0

    def count(self, family, text, answer, got):
        if got is None:
            self.alike += 1
            return
        difference = next((d for d in self.deliberate if d.covers(family, text, answer, got)), None)
        pending = NOT_AVAILABLE.search(got[-1] if got else "")
        if difference:
            self.differ += 1
            difference.used = True
        elif pending:
            self.pending += 1
        else:
            self.wrong += 1
        kind = "deliberate" if difference else "pending" if pending else "wrong"
        if kind in ("wrong", self.show):
            print(f"{family}: {text}\n  flink  {' | '.join(answer)[:SHOWN]}\n  weir   {suite.weir_text(answer, got)[:SHOWN]}")

    def refuse_stale(self):
        """A difference that is none any more must go from the list."""
        for difference in self.deliberate:
            if not difference.used:
                self.wrong += 1
                print(f"differences.tsv: nothing differs as this line says, take it out: {difference.line}")

    def finish(self):
        total = self.alike + self.differ + self.pending + self.wrong
        print(f"{self.alike} of {total} as Flink ({100 * self.alike / max(total, 1):.2f} %), {self.differ} deliberate "
              f"differences, {self.pending} not available yet")
        print(f"{self.alike + self.differ + self.pending} passed, {self.wrong} failed")
        return 1 if self.wrong else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weir", required=True)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--show", choices=["pending", "deliberate"])
    parser.add_argument("--list", action="store_true", help="how many cases each file has")
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("filters", nargs="*")
    options = parser.parse_args()
    families, groups = suite.families(options.filters), suite.groups(options.filters)
    if options.list:
        for family in families:
            print(f"{len(family.expressions):6}  expressions/{family.name}")
        for group in groups:
            print(f"{len(group.scripts):6}  statements/{group.name}")
        return 0
    tally = Tally(options.show)
    with tempfile.TemporaryDirectory(prefix="weir-conformance-") as folder, ThreadPoolExecutor(options.jobs) as pool:
        weir = Weir(os.path.abspath(options.weir), folder)
        for results in pool.map(lambda job: job(), questions(weir, families, groups, options.sample)):
            for result in results:
                tally.count(*result)
    if not options.filters and options.sample == 1:
        tally.refuse_stale()
    return tally.finish()


sys.exit(main())
