#!/usr/bin/env python3
"""Runs the scripts of flink_cases/ on Weir, with a real broker, and compares all they write with what real Flink wrote.

usage: flink_cases.py --weir PATH [--jobs N] [--parallelism N] [--show] [NAME ...]   (a NAME is a part of a case's name)

<name>.sql is a script; <name>.out what Apache Flink 2.2 and its Kafka connector made of it (../flink/make_kafka_expected.py
writes it, nobody else does): the lines of its print tables, and every message of its topics as Kafka's own reader sees it.
<name>.weir is there only where Weir differs on purpose; then Weir must write that. README.md says how a case is written.
"""

import argparse
import difflib
import glob
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
from broker import Broker, Guard  # noqa: E402
from kafka import Admin  # noqa: E402

CASES = os.path.join(HERE, "flink_cases")
TIMEOUT_S = 60
NOW_S = 1700000000  # messages of the cases are older; whatever is younger was stamped when it was written
MESSAGE = re.compile(r"([\w.-]+)(?:\[(\d+)\])?(?:@(\d+))? (.*?) \| (.*)$")


def from_text(text):
    r"""NULL is none; \xNN is a byte."""
    if text == "NULL":
        return None
    return re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())


def to_text(value):
    if value is None:
        return "NULL"
    try:
        text = value.decode()
        if text.isprintable() and text != "NULL":
            return text
    except UnicodeDecodeError:
        pass
    return "".join(chr(b) if 32 <= b < 127 and b != 92 else f"\\x{b:02x}" for b in value)


class Case:
    """A script, and what it needs and leaves on a broker."""

    def __init__(self, name):
        self.name = name
        with open(os.path.join(CASES, name + ".sql"), encoding="utf-8") as f:
            self.script = f.read()
        self.topics = {}      # name: (partitions, settings)
        self.sent, self.later = [], []
        self.groups = {}      # name: {(topic, partition): offset}
        self.read = []        # topics to compare
        self.order, self.error = "exact", 0
        self.any_partition = False
        self.newest = False
        self.retained = []
        for line in self.script.splitlines():
            match = re.match(r"-- (\w+): *(.*?)$", line)
            if match:
                self._directive(match[1], match[2])
            elif not line.startswith("--"):
                break

    def _directive(self, name, text):
        words = text.split()
        if name == "topic":
            self.topics[words[0]] = (int(words[1]) if len(words) > 1 else 1, dict(word.split("=", 1) for word in words[2:]))
        elif name in ("send", "later"):
            match = MESSAGE.match(text)
            if not match:
                raise SystemExit(f"{self.name}: not a message: {text}")
            topic, partition, timestamp, key, value = match.groups()
            (self.sent if name == "send" else self.later).append(
                {"topic": f"{self.name}-{topic}", "partition": int(partition or 0), "timestamp": int(timestamp or 0) or None,
                 "key": from_text(key), "value": from_text(value)})
        elif name == "group":
            self.groups[f"{self.name}-{words[0]}"] = {(f"{self.name}-{topic}", int(partition)): int(offset)
                                                     for topic, partition, offset in (re.split(r"[\[\]=]+", word) for word in words[1:])}
        elif name == "removed":  # in[0] 3: what retention does
            topic, partition = re.match(r"(.*)\[(\d+)\]$", words[0]).groups()
            self.retained.append((f"{self.name}-{topic}", int(partition), int(words[1])))
        elif name == "read":
            self.read += words
        elif name == "order":
            self.order = text
        elif name == "error":
            self.error = int(text)
        elif name == "partitions":
            self.any_partition = text == "any"
        elif name == "newest":
            self.newest = True

    def prepare(self, admin):
        for topic, (partitions, settings) in self.topics.items():
            admin.create_topic(f"{self.name}-{topic}", partitions, settings)
        if self.sent:
            # One after another: their order within a partition is that of the script.
            admin.produce("", self.sent)
        for topic, partition, before in self.retained:
            admin.delete_records(topic, partition, before)
        for group, offsets in self.groups.items():
            admin.alter_group_offsets(group, offsets)

    def variables(self, broker):
        return {"BROKERS": broker.bootstrap, "CASE": self.name}

    def written(self, admin):
        """The topics, as text."""
        lines = []
        for topic in self.read:
            found = {}
            lines.append(f"== {topic}")
            admin.wait_no_open_transaction([f"{self.name}-{topic}"])  # a commit has returned a moment before its marker is in the topic
            for record in sorted(admin.consume(f"{self.name}-{topic}"), key=lambda r: (r.partition, r.offset)):
                at = "now" if record.timestamp > NOW_S * 1000 else str(record.timestamp)
                place = "" if self.any_partition else f"[{record.partition}]"
                headers = f" headers={dict(record.headers)}" if record.headers else ""
                line = f"{topic}{place}@{at} {to_text(record.key)} | {to_text(record.value)}{headers}"
                found.setdefault(record.key if self.newest else len(found), []).append(line)
            rows = [each[-1] for each in found.values()]
            lines += sorted(rows) if self.order == "any" or self.any_partition or self.newest else rows
        return "".join(line + "\n" for line in lines)

    def answer(self, admin, status, rows, message):
        """All that is compared; message: what Flink said about an error."""
        if status:
            return f"# error: {status}\n" + "".join(f"# {line}\n" for line in message)
        if self.order == "any":
            rows = "".join(sorted(rows.splitlines(keepends=True)))
        return rows + self.written(admin)


def names(filters):
    found = sorted(name[:-4] for name in os.listdir(CASES) if name.endswith(".sql"))
    return [name for name in found if not filters or any(part in name for part in filters)]


def send_later(case, admin, begun, seconds):
    """What comes when the job has begun, or after so many seconds."""
    end = time.monotonic() + seconds
    while not begun() and time.monotonic() < end:
        time.sleep(0.05)
    admin.produce("", case.later)


def run_weir(case, options, broker, admin, folder):
    """(exit status, stdout, stderr)"""
    place = os.path.join(folder, case.name)
    os.mkdir(place)
    path = os.path.join(place, case.name + ".sql")
    script = case.script
    for name, value in case.variables(broker).items():
        script = script.replace("${" + name + "}", value)
    with open(path, "w", encoding="utf-8") as f:
        f.write(script)
    command = [options.weir, "run", "--output", "changelog", "-D", "execution.checkpointing.interval=200 ms", "-D", "execution.checkpointing.dir=" + os.path.join(place, "state"), path]
    if options.parallelism:
        command[-1:-1] = ["--parallelism", str(options.parallelism)]
    with open(os.path.join(place, "out"), "w+b") as out, open(os.path.join(place, "err"), "w+b") as err:
        with subprocess.Popen(command, cwd=place, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                              env=dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")) as process:
            guard = Guard(process.pid)
            try:
                if case.later:
                    # The first checkpoint holds where reading begins.
                    send_later(case, admin, lambda: process.poll() is not None or glob.glob(os.path.join(place, "state", "*", "MANIFEST-*")), TIMEOUT_S)
                status = process.wait(TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                status = None
            finally:
                guard.release()
        out.seek(0)
        err.seek(0)
        return status, out.read().decode("utf-8", "backslashreplace"), err.read().decode("utf-8", "backslashreplace")


def without_error_text(text):
    return re.sub(r"(?m)^# (?!error:).*\n", "", text)


def check(case, options, broker, admin, folder):
    """What is wrong, empty when nothing is."""
    case.prepare(admin)
    status, rows, errors = run_weir(case, options, broker, admin, folder)
    if options.parallelism > 1:
        rows = re.sub(r"^(?:(\w+):)?\d+> (?=[-+][IUD]\[)", lambda m: f"{m[1]}> " if m[1] else "", rows, flags=re.M)
    wanted, by = None, "flink"
    for by, end in (("weir", ".weir"), ("flink", ".out")):
        if os.path.exists(os.path.join(CASES, case.name + end)):
            with open(os.path.join(CASES, case.name + end), encoding="utf-8") as f:
                wanted = without_error_text(f.read())
            break
    said = "\n".join("  " + line for line in errors.strip().split("\n")[-6:])
    if wanted is None:
        return "no .out yet: tests/flink/make_kafka_expected.py makes it"
    if options.show:
        print(f"---- {case.name}: status {status}\n{errors}", end="")
    if status is None:
        return f"no end after {TIMEOUT_S} s\n{said}"
    found = case.answer(admin, status, rows, [])
    # Weir checks a script whole before it starts: what Flink meets while it runs may be refused earlier. 3: somebody must decide.
    if wanted == "# error: 1\n" and found in ("# error: 2\n", "# error: 3\n"):
        found = wanted
    if found == wanted:
        return ""
    wanted, found = wanted.splitlines(), found.splitlines()
    return "\n".join(list(difflib.unified_diff(wanted, found, "wanted, as " + by, "found", n=2, lineterm=""))[:60]) + (f"\n{said}" if status or said.strip() else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--weir", default=os.path.join(HERE, "..", "..", "build", "release", "weir"))
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--parallelism", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="what Weir says of each case")
    options = parser.parse_args()
    options.weir = os.path.abspath(options.weir)
    if not os.access(options.weir, os.X_OK):
        parser.error(f"no program at {options.weir}")
    began, failed, passed = time.monotonic(), 0, 0
    with Broker() as broker, Admin(broker.bootstrap) as admin, tempfile.TemporaryDirectory(prefix="weir-flink-cases-") as folder:
        def one(name):
            return name, check(Case(name), options, broker, admin, folder)
        with ThreadPoolExecutor(options.jobs) as pool:
            for name, problem in pool.map(one, names(options.names)):
                failed, passed = failed + bool(problem), passed + (not problem)
                if problem:
                    print(f"FAIL {name}\n{problem}", flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
