#!/usr/bin/env python3
"""The second half of run.sh: a broker, the flights as messages, `weir run examples/kafka/job.sql`, and the kills.

    examples/kafka/run.py --weir build/release/weir [--kills 3] [--keep] [--at-least-once]

Kills Weir with SIGKILL, each time starting it again with the same command, and then the broker. When the job has ended,
everything is read by kcat (read_committed) and from the files, and compared, message by message, with what a few lines
of Python make of the input. Exit status 0 only when all of it agrees; else what was found stays in a folder.

What holds for any order in which the partitions are read:
  - every message is in a window, or late, or unreadable, or filtered: once, and nowhere else;
  - a window is the sum over exactly its flights that are not in late_flights.
Which flights are late does depend on that order: time is that of the partition that is furthest behind.
"""
import argparse
import base64
import collections
import csv
import datetime
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "tests", "kafka"))
from broker import Broker, BrokerError, Guard  # noqa: E402
from kafka import Admin, KafkaError, kcat_consume  # noqa: E402

JOB = os.path.join("examples", "kafka", "job.sql")
FILES = os.path.join("examples", "kafka", "output", "delayed_flights")
COLUMNS = ["year", "month", "day", "sched_dep_time", "dep_time", "dep_delay", "carrier", "flight", "tailnum",
           "origin", "dest", "distance", "scheduled"]
NUMBERS = {"dep_time", "dep_delay", "flight"}
SENT = ["carrier", "flight", "tailnum", "origin", "dest", "dep_time", "dep_delay", "scheduled"]
DELAYED = ["carrier", "flight", "origin", "dest", "scheduled", "dep_delay", "partition", "offset"]
TOPICS = {"flights": 4, "hourly_departures": 2, "delayed_flights": 2, "late_flights": 1, "unreadable_flights": 1}
UNREADABLE = [  # after so many flights, this message
    (2000, b"no JSON at all"),
    (5500, b'{"carrier":"UA","flight":15'),
    (9000, b'{"carrier":"UA","flight":"fifteen","scheduled":"2013-01-10 10:15:00"}'),
    (12500, None),
    (16000, b'["an array","not an object"]'),
    (19500, b'{"carrier":"DL","flight":461,"scheduled":"yesterday"}'),
    (23000, b'{"carrier":"AA","dep_delay":1e99,"scheduled":"2013-01-26 10:15:00"}'),
]
HOUR = datetime.timedelta(hours=1)
PATIENCE_S = 90
COLOUR = sys.stdout.isatty() and "NO_COLOR" not in os.environ


class Failure(Exception):
    pass


def paint(code, text):
    return f"\033[{code}m{text}\033[0m" if COLOUR else text


def say(text):
    print(f"kafka example: {text}", flush=True)


def until(question, what, timeout_s=PATIENCE_S):
    end = time.monotonic() + timeout_s
    while not question():
        if time.monotonic() > end:
            raise Failure(f"no {what} within {timeout_s} s")
        time.sleep(0.01)


def shown_time(seconds):
    return "-" if seconds is None else f"{seconds * 1000:,.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


# -- the input ------------------------------------------------------------------------------------------


def messages():
    """The flights in the order of their departure, as JSON, and some messages that are none. One aircraft, one partition."""
    at = dict(UNREADABLE)
    with open(os.path.join(ROOT, "examples", "flights", "flights.csv"), newline="", encoding="utf-8") as file:
        for number, values in enumerate(csv.reader(file)):
            if number in at:
                yield {"key": None, "value": at[number], "partition": number // 7 % TOPICS["flights"]}
            row = {name: None if text == "NA" else int(text) if name in NUMBERS else text for name, text in zip(COLUMNS, values)}
            key = (row["tailnum"] or "").encode()
            yield {"key": key, "value": json.dumps({name: row[name] for name in SENT}, separators=(",", ":")),
                   "partition": zlib.crc32(key) % TOPICS["flights"]}


def prepare(broker):
    with Admin(broker.bootstrap) as admin:
        for topic, partitions in TOPICS.items():
            admin.create_topic(topic, partitions)
        everything = list(messages())
        for first in range(0, len(everything), 3000):
            admin.produce("flights", everything[first:first + 3000])
    return len(everything)


# -- who runs -------------------------------------------------------------------------------------------


class Run:
    """One start of Weir. Its stderr is read as it comes."""

    def __init__(self, weir, folder, number):
        self.lines = []
        self.log = os.path.join(folder, f"weir-{number}.log")
        self.resumed = None  # (checkpoint, seconds behind the start)
        self.started = time.monotonic()
        self.process = subprocess.Popen([weir, "run", JOB], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        self.guard = Guard(self.process.pid)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        with open(self.log, "w", encoding="utf-8") as log:
            for line in self.process.stderr:
                self._take(line)
                log.write(f"{time.monotonic() - self.started:8.3f} {line}")
                log.flush()

    def _take(self, line):
        found = re.search(r"resumed from checkpoint (\d+)", line)
        if found and self.resumed is None:
            self.resumed = int(found.group(1)), time.monotonic() - self.started
        self.lines.append(line)

    def said(self):
        return "".join(self.lines[-30:])

    def must_run(self):
        if self.process.poll() is not None:
            self.end()
            raise Failure(f"Weir ended too early, exit status {self.process.returncode}; it said:\n{self.said()}")

    def end(self):
        self.guard.release()
        self.reader.join()

    def kill(self):
        self.must_run()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.end()

    def finish(self):
        """The counts of the last line."""
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise Failure(f"the job has not ended within {PATIENCE_S} s; it said:\n{self.said()}") from None
        self.end()
        if self.process.returncode != 0:
            raise Failure(f"exit status {self.process.returncode}; it said:\n{self.said()}")
        last = [line for line in self.lines if " finished: " in line]
        if not last:
            raise Failure(f"the job did not say that it has finished, but:\n{self.said()}")
        return {name: int(count) for name, count in re.findall(r"([a-z-]+)=(\d+)(?= )", last[-1])}


class Watch:
    """kcat follows delayed_flights, as any consumer that reads committed messages would."""

    def __init__(self, bootstrap):
        self.bootstrap = bootstrap
        self.next = collections.Counter()  # partition: offset behind the last message that was seen
        self.seen = 0
        self.changed = time.monotonic()
        self.closing = False
        self.process = None
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while not self.closing:
            self.process = subprocess.Popen(
                ["kcat", "-C", "-E", "-q", "-u", "-b", self.bootstrap, "-t", "delayed_flights", "-o", "beginning", "-f", "%p %o\\n",
                 "-X", "isolation.level=read_committed", "-X", "fetch.wait.max.ms=20", "-X", "reconnect.backoff.max.ms=100"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            guard = Guard(self.process.pid)
            if self.closing: # close() may have missed this one
                self.process.kill()
            for line in self.process.stdout:
                partition, offset = map(int, line.split())
                if offset >= self.next[partition]:
                    self.next[partition] = offset + 1
                    self.seen += 1
                    self.changed = time.monotonic()
            self.process.wait()
            guard.release()
            time.sleep(0.05)

    def until_more(self, run):
        """Seconds from now until a message is visible that was not there yet."""
        began, seen = time.monotonic(), self.seen

        def more():
            run.must_run()
            return self.seen > seen
        until(more, "new message in delayed_flights")
        return self.changed - began

    def close(self):
        self.closing = True
        self.process.kill()
        self.thread.join(10)


# -- the story ------------------------------------------------------------------------------------------


def disturbed(weir, folder, broker, kills):
    """Runs the job to its end through all kills: (its last counts, lines of the table of kills)."""
    table = []
    watch = Watch(broker.bootstrap)
    run = Run(weir, folder, 1)
    try:
        watch.until_more(run)
        for number in range(kills):
            time.sleep(0.9 + 0.23 * number)  # never at the same distance from a checkpoint
            run.kill()
            time.sleep(0.1)
            seen = watch.seen
            run = Run(weir, folder, number + 2)
            first = watch.until_more(run)
            if run.resumed is None:
                raise Failure(f"Weir did not say that it resumed, but:\n{run.said()}")
            checkpoint, seconds = run.resumed
            table.append((f"Weir, {number + 1}", f"{seen:,}", f"checkpoint {checkpoint}", shown_time(seconds), shown_time(first)))
        time.sleep(1.3)
        run.must_run()
        broker.kill9()
        killed = time.monotonic()
        time.sleep(0.3)
        seen = watch.seen
        broker.restart()
        back = time.monotonic()
        run.must_run()
        first = watch.until_more(run)
        table.append(("the broker", f"{seen:,}", "Weir waited", shown_time(back - killed), shown_time(first)))
        return run.finish(), table
    finally:
        watch.close()
        if run.process.poll() is None:
            run.process.kill()
            run.process.wait()
            run.end()


# -- the books ------------------------------------------------------------------------------------------


def classified(records):
    """Messages of the input: (readable departures, cancelled, unreadable), each {(partition, offset): row}."""
    departed, cancelled, unreadable = {}, {}, {}
    for record in records:
        place = record.partition, record.offset
        try:
            row = json.loads(record.value)
            if set(row) != set(SENT):
                raise ValueError
        except (ValueError, TypeError):
            unreadable[place] = record.value
            continue
        row.update(partition=record.partition, offset=record.offset)
        (cancelled if row["dep_time"] is None else departed)[place] = row
    return departed, cancelled, unreadable


def text_of(row):
    return json.dumps(row, sort_keys=True)


def hours_of(rows):
    """The windows over these flights, as texts."""
    hours = collections.defaultdict(list)
    for row in rows:
        hours[row["origin"], row["carrier"], row["scheduled"][:13] + ":00:00"].append(row["dep_delay"])
    return collections.Counter(text_of({"origin": origin, "carrier": carrier, "hour_start": start, "departures": len(delays),
                                        "total_delay": sum(delays), "worst_delay": max(delays)})
                               for (origin, carrier, start), delays in hours.items())


def file_rows(folder):
    """What a reader of the directory sees: names without '.' or '_' in front."""
    rows = []
    for name in sorted(os.listdir(folder)):
        if name[0] not in "._":
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                rows += [json.loads(line) for line in file]
    return rows


def texts(rows):
    return collections.Counter(map(text_of, rows))


class Books:
    """Collects what is printed, and what does not agree."""

    def __init__(self):
        self.problems = []
        self.outputs = []

    def check(self, holds, text):
        if not holds:
            self.problems.append(text)

    def compare(self, name, expected, found):
        missing, extra = expected - found, found - expected
        lost, double = sum(missing.values()), sum(extra.values())
        self.outputs.append((name, f"{sum(expected.values()):,}", f"{sum(found.values()):,}", f"{lost:,}", f"{double:,}"))
        for what, some in (("lost", missing), ("too many", extra)):
            self.problems += [f"{name}: {what}: {text}" for text in list(some.elements())[:5]]


def print_table(head, rows, last=str.rjust):
    """The first column is on the left, the others on the right; the last one as `last` says."""
    widths = [max(len(str(row[i])) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, *rows]:
        sides = [str.ljust] + [str.rjust] * (len(row) - 2) + [last]
        print("  " + "  ".join(side(text, width) for side, text, width in zip(sides, row, widths)).rstrip())
    print()


def check(folder, broker, counts, kills):
    """Reads everything, adds it up and prints it. Returns what does not agree."""
    def read(topic, committed=True):
        return kcat_consume(broker.bootstrap, topic, committed)

    books = Books()
    departed, cancelled, unreadable = classified(read("flights"))
    records = {topic: read(topic) for topic in TOPICS if topic != "flights"}
    rows = {topic: [json.loads(record.value) for record in found] for topic, found in records.items()}
    files = file_rows(os.path.join(folder, FILES))
    hidden = sum(len(read(topic, committed=False)) - len(found) for topic, found in records.items())

    late = {(row["partition"], row["offset"]): row for row in rows["late_flights"]}
    for place, row in late.items():
        end = datetime.datetime.fromisoformat(row["scheduled"][:13] + ":00:00") + HOUR
        closed = datetime.datetime.fromisoformat(row.pop("weir_watermark")) >= end - datetime.timedelta(milliseconds=1)
        row.pop("weir_operator")
        books.check(closed, f"late_flights: the window of {text_of(row)} was still open")
        books.check(place in departed, f"late_flights: {text_of(row)} is no flight that departed")
    delayed = {place: row for place, row in departed.items() if row["dep_delay"] >= 60}
    expected = texts({name: row[name] for name in DELAYED} for row in delayed.values())
    used = sum(row["departures"] for row in rows["hourly_departures"])
    read_in = len(departed) + len(cancelled) + len(unreadable)

    books.compare("hourly_departures, topic", hours_of(row for place, row in departed.items() if place not in late), texts(rows["hourly_departures"]))
    books.compare("delayed_flights, topic", expected, texts(rows["delayed_flights"]))
    books.compare("delayed_flights, files", expected, texts(files))
    books.compare("late_flights, topic", texts(departed[place] for place in late if place in departed), texts(rows["late_flights"]))
    books.compare("unreadable_flights, topic", collections.Counter(f"flights[{p}]@{o} {value or b''}" for (p, o), value in unreadable.items()),
                  collections.Counter(f"{row['position']} {base64.b64decode(row['record'] or '')}" for row in rows["unreadable_flights"]))

    errors, others = len(rows["unreadable_flights"]), len(departed) + len(cancelled) - len(delayed)
    balance = [("hourly_departures, topic", used, len(rows["late_flights"]), errors, len(cancelled)),
               ("delayed_flights, topic", len(rows["delayed_flights"]), 0, errors, others),
               ("delayed_flights, files", len(files), 0, errors, others)]
    for name, *parts in balance:
        books.check(sum(parts) == read_in, f"{name}: {read_in} messages in, but {' + '.join(map(str, parts))} = {sum(parts)}")
    written = sum(map(len, rows.values())) + len(files) - len(rows["late_flights"]) - errors
    own = [("rows-in", read_in, "messages in the topic flights"),
           ("rows-out", written, "rows of hourly_departures, delayed_flights and its files"),
           ("late", len(rows["late_flights"]), "messages in the topic late_flights"),
           ("errors", errors, "messages in the topic unreadable_flights"),
           ("filtered", len(cancelled) + others, f"{len(cancelled):,} by dep_time IS NOT NULL, {others:,} by dep_delay >= 60 (one filter for topic and files)")]
    for name, count, _ in own:
        books.check(counts.get(name) == count, f"Weir counted {name}={counts.get(name)}, but there are {count}")

    print("What became of the messages (out of hourly_departures: the flights counted in its windows)")
    print_table(("output", "in", "= out", "+ late", "+ error", "+ filtered"),
                [(name, f"{read_in:,}", *(f"{part:,}" for part in parts)) for name, *parts in balance])
    print("What Weir counted itself, over all restarts, and what readers of the topics and files count")
    print_table(("counter", "Weir", "readers", ""), [(name, f"{counts.get(name, -1):,}", f"{count:,}", what) for name, count, what in own], last=str.ljust)
    print("Compared, row by row, with what plain Python makes of the input")
    print_table(("output", "expected", "found", "lost", "duplicates"), books.outputs)
    print(f"  {hidden:,} messages more are in the topics, of transactions that the kills cut off. They were aborted: readers with")
    print("  isolation.level=read_committed never see them; kcat's and librdkafka's default. Java's default shows them.")
    print(flush=True)
    if not books.problems:
        total = sum(map(len, rows.values())) + len(files)
        print(paint("1;32", f"Nothing was lost and nothing came twice: {read_in:,} messages in, {total:,} rows out, "
                            f"{kills} kills of Weir and one of the broker."))
    return books.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", default=os.path.join(ROOT, "build", "release", "weir"))
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--at-least-once", action="store_true", help="write delayed_flights so: the kills show, and the end is a failure")
    parser.add_argument("--keep", action="store_true", help="keep output, state and logs also when all is well")
    options = parser.parse_args()
    weir = os.path.abspath(options.weir)
    began = time.monotonic()
    folder = tempfile.mkdtemp(prefix="weir-kafka-example-")
    problems = []
    try:
        say("starting a Kafka broker (the first time it is fetched: half a minute)")
        with Broker(os.path.join(folder, "broker"), session_timeout_ms=3000) as broker:
            count = prepare(broker)
            say(f"{count:,} messages are in the topic flights, in {TOPICS['flights']} partitions; {len(UNREADABLE)} of them cannot be read")
            os.makedirs(os.path.join(folder, os.path.dirname(JOB)))
            with open(os.path.join(ROOT, JOB), encoding="utf-8") as file:
                script = file.read().replace("localhost:9092", broker.bootstrap)
            if options.at_least_once:
                script = script.replace("'topic' = 'delayed_flights',", "'topic' = 'delayed_flights', 'sink.delivery-guarantee' = 'at-least-once',")
            with open(os.path.join(folder, JOB), "w", encoding="utf-8") as file:
                file.write(script)
            say(f"weir run {JOB}, killed {options.kills} times with SIGKILL and started again; then the broker is, too")
            counts, kills = disturbed(weir, folder, broker, options.kills)
            print()
            print("Killed in mid-run; kcat follows delayed_flights meanwhile")
            print_table(("killed with -9", "rows seen so far", "it went on from", "up again in", "next row seen in"), kills)
            problems = check(folder, broker, counts, options.kills)
    except (Failure, BrokerError, KafkaError) as failure:
        problems = [str(failure)]
    if problems:
        for problem in problems[:20]:
            print(paint("1;31", f"kafka example: FAILED: {problem}"), file=sys.stderr)
        print(f"kafka example: output, state and the broker's log are in {folder}", file=sys.stderr)
        return 1
    if options.keep:
        say(f"output, state and the broker's log are in {folder}")
    else:
        shutil.rmtree(folder)
    say(f"{time.monotonic() - began:.0f} seconds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
