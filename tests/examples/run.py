#!/usr/bin/env python3
"""Proves that the examples give what they say: the flights what Apache Flink and a plain program give, Kafka the right books.

    tests/examples/run.py --weir build/release/weir [--quick]

The plain program reads the file row by row, knows the late rule and nothing else of streams. It is compared
with Flink's committed output, with Weir's output at parallelism 1 and 4, and with Weir's late table.
examples/kafka checks itself, with a real broker; a topic that is written at least once must make it fail.
"""
import argparse
import collections
import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(ROOT, "examples", "flights")
HOUR = datetime.timedelta(hours=1)
MS = datetime.timedelta(milliseconds=1)
TEXT = ["carrier", "tailnum", "origin", "dest", "scheduled"]
COLUMNS = ["year", "month", "day", "sched_dep_time", "dep_time", "dep_delay", "carrier", "flight", "tailnum",
           "origin", "dest", "distance", "scheduled"]
OUTPUTS = ["hourly_departures", "late_share", "late_flights"]


def plain():
    """The three outputs by brute force: each a list of dicts; late rows without weir_operator."""
    hourly = collections.defaultdict(list)
    shares = collections.defaultdict(list)
    late = []
    watermark = None
    with open(os.path.join(EXAMPLE, "flights.csv"), newline="") as file:
        for values in csv.reader(file):
            row = {name: None if text == "NA" else text if name in TEXT else int(text)
                   for name, text in zip(COLUMNS, values)}
            time = datetime.datetime.strptime(row["scheduled"], "%Y-%m-%d %H:%M:%S")
            start = time.replace(minute=0, second=0)

            def closed(end):
                return watermark is not None and watermark >= end - MS

            if closed(start + HOUR):
                late.append(dict(row, weir_watermark=str(watermark)))
            else:
                hourly[start, row["origin"], row["carrier"]].append(row)
            if row["dep_time"] is not None:
                if closed(start + 3 * HOUR):
                    late.append(dict(row, weir_watermark=str(watermark)))
                for back in range(3):
                    if not closed(start - back * HOUR + 3 * HOUR):
                        shares[start - back * HOUR, row["origin"]].append(row)
            watermark = max(watermark or time - 3 * HOUR, time - 3 * HOUR)
    tables = {"hourly_departures": [], "late_share": [], "late_flights": late}
    for (start, origin, carrier), rows in hourly.items():
        delays = [row["dep_delay"] for row in rows if row["dep_delay"] is not None]
        left = sum(row["dep_time"] is not None for row in rows)
        tables["hourly_departures"].append({
            "origin": origin, "carrier": carrier, "hour_start": str(start), "departures": left,
            "cancelled": len(rows) - left, "average_delay": sum(delays) / len(delays) if delays else None,
            "worst_delay": max(delays) if delays else None})
    for (start, origin), rows in shares.items():
        tables["late_share"].append({
            "origin": origin, "period_start": str(start), "period_end": str(start + 3 * HOUR), "departures": len(rows),
            "share_late": sum(row["dep_delay"] >= 15 for row in rows) / len(rows)})
    return tables


def lines_of(folder):
    """All lines of the visible files of a folder, as a reader such as Spark would see them."""
    lines = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] not in "._"]
        for name in names:
            if name[0] not in "._":
                with open(os.path.join(top, name), encoding="utf-8") as file:
                    lines += file.read().splitlines()
    return sorted(lines)


def expected_lines(table):
    with open(os.path.join(EXAMPLE, "expected", table + ".json"), encoding="utf-8") as file:
        return sorted(file.read().splitlines())


def difference(actual, expected):
    missing = collections.Counter(expected) - collections.Counter(actual)
    extra = collections.Counter(actual) - collections.Counter(expected)
    text = f"{len(actual)} rows, expected {len(expected)}; {sum(missing.values())} missing, {sum(extra.values())} extra"
    for sign, some in (("-", missing), ("+", extra)):
        text += "".join(f"\n    {sign} {line}" for line in list(some.elements())[:5])
    return text


def canonical(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


class Cases:
    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, name, actual, expected):
        if actual == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}: {difference(actual, expected)}")

    def fail(self, name, text):
        self.failed += 1
        print(f"FAILED {name}: {text}")


def run_weir(weir, options, cases, plain_tables):
    with tempfile.TemporaryDirectory(prefix="weir-flights-") as folder:
        target = os.path.join(folder, "examples", "flights")
        os.makedirs(target)
        shutil.copy(os.path.join(EXAMPLE, "flights.csv"), target)
        with open(os.path.join(EXAMPLE, "job.sql"), encoding="utf-8") as file:
            script = file.read()
        script = re.sub(r"SET 'weir\.source\.rows-per-second'[^\n]*\n", "", script)  # at full speed
        with open(os.path.join(target, "job.sql"), "w", encoding="utf-8") as file:
            file.write(script)
        name = "weir " + " ".join(options)
        run = subprocess.run([weir, "run", *options, "examples/flights/job.sql"], cwd=folder, text=True,
                             capture_output=True, timeout=300)
        if run.returncode != 0:
            cases.fail(name, f"exit status {run.returncode}\n{run.stderr}")
            return
        for table in OUTPUTS[:2]:
            cases.equal(f"{name}, {table} = Flink's", lines_of(os.path.join(target, "output", table)), expected_lines(table))
        late = [json.loads(line) for line in lines_of(os.path.join(target, "output", "late_flights"))]
        if any("weir_operator" not in row for row in late):
            cases.fail(name, "a late row has no weir_operator")
        for row in late:
            row.pop("weir_operator", None)
        cases.equal(f"{name}, late_flights = plain program's", canonical(late), canonical(plain_tables["late_flights"]))


def run_kafka(weir, cases, controlled):
    """The example with its kills; and whether it notices what comes twice."""
    for name, more, status, words in (("kafka", [], 0, "Nothing was lost and nothing came twice"),
                                      ("kafka, at least once", ["--at-least-once"], 1, "FAILED: delayed_flights, topic: too many")):
        if more and not controlled:
            continue
        command = [sys.executable, os.path.join(ROOT, "examples", "kafka", "run.py"), "--weir", weir, *more]
        with tempfile.TemporaryDirectory(prefix="weir-examples-") as folder:
            run = subprocess.run(command, env=dict(os.environ, TMPDIR=folder), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 timeout=400, check=False)
        if run.returncode == status and words in run.stdout:
            cases.passed += 1
        else:
            cases.fail(name, f"exit status {run.returncode}, wanted {status}, with '{words}'; it printed\n{run.stdout}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", help="the program; without it only Flink's output is compared")
    parser.add_argument("--quick", action="store_true", help="without the at-least-once run of the Kafka example")
    options = parser.parse_args()
    cases = Cases()
    tables = plain()
    for table in OUTPUTS[:2]:
        flink = canonical(json.loads(line) for line in expected_lines(table))
        cases.equal(f"Flink's {table} = plain program's", flink, canonical(tables[table]))
    if options.weir:
        for more in ([], ["--parallelism", "4"]):
            run_weir(os.path.abspath(options.weir), more, cases, tables)
        run_kafka(os.path.abspath(options.weir), cases, not options.quick)
    print(f"{cases.passed} passed, {cases.failed} failed")
    return 1 if cases.failed else 0


sys.exit(main())
