#!/usr/bin/env python3
"""Measures Weir from Kafka to Kafka, exactly once, and Apache Flink on the same broker in the same run, in turns.

    bench/kafka/run.py [--weir build/release/weir] [--cases throughput,latency,restart] [--rows N] [--no-flink] [--record FILE]

throughput  a topic of --rows messages of 250 bytes, 2 partitions, filter and projection, a checkpoint each second, to the end
            of the topic. "net" leaves out the start: a run over a topic of 1,000 messages is subtracted.
latency     60,000 messages a second, a checkpoint each 100 ms: from handed to the producer to seen by a read_committed reader.
restart     SIGKILL while messages come, the same command again: until a read_committed reader sees the first new message.

The broker is Apache Kafka, one node, started for this run on the same cores (tests/kafka/broker.py). load.c writes and reads.
"""
import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

BENCH = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(BENCH)
sys.path.insert(0, BENCH)
import run as base  # noqa: E402
sys.path.insert(0, os.path.join(ROOT, "tests", "kafka"))
from broker import Broker  # noqa: E402
from kafka import Admin  # noqa: E402

SCRIPT = os.path.join(BENCH, "kafka", "sql", "copy.sql")
CONNECTOR = "org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2"
SMALL_ROWS = 1000


def flink_connector():
    """Flink's Kafka connector as one jar, fetched by Maven once."""
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "weir-flink")
    path = os.path.join(folder, CONNECTOR.split(":")[1] + "-" + CONNECTOR.split(":")[2] + ".jar")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={CONNECTOR}", f"-DoutputDirectory={folder}"], check=True)
    return path


class Job:
    """One run of a program over one pair of topics."""

    def __init__(self, program, bench, folder, **variables):
        self.program, self.folder = program, folder
        values = {"NAME": "bench", "PARALLELISM": "1", "OBJECT_REUSE": "true", "INTERVAL": "1 s", "STARTUP": "earliest-offset",
                  "BOUNDED": "latest-offset", "LINGER": "5", "FETCH_WAIT": "500", "BROKERS": bench.broker.bootstrap,
                  "STATE": os.path.join(folder, "state"), **variables}
        with open(SCRIPT, encoding="utf-8") as file:
            script = file.read()
        for name, value in values.items():
            script = script.replace("${" + name + "}", value)
        self.path = os.path.join(folder, "job.sql")
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(script)
        self.errors, self.report = os.path.join(folder, "stderr"), os.path.join(folder, "measured")
        self.measure = bench.measure

    def start(self, measured=True):
        launcher = [self.measure, self.report] if measured else []
        with open(self.errors, "ab") as file:
            return subprocess.Popen([*launcher, *self.program["command"], self.path], cwd=self.folder, stdin=subprocess.DEVNULL,
                                    stdout=subprocess.DEVNULL, stderr=file, env=self.program["environment"], start_new_session=True)

    def run(self):
        """Seconds, CPU seconds and peak MB of a run to its end."""
        started = time.monotonic()
        process = self.start()
        if process.wait() != 0:
            with open(self.errors, encoding="utf-8", errors="replace") as file:
                base.stop(f"{self.program['name']}: exit status {process.returncode}\n{file.read()[-3000:]}")
        seconds = time.monotonic() - started
        return (seconds, *base.measured(self.report))


class Bench:
    def __init__(self, options):
        self.options = options
        self.measure, _ = base.compiled(options.data, "measure")
        self.load = os.path.join(options.data, "load")
        subprocess.run(["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE", os.path.join(BENCH, "kafka", "load.c"), "-o", self.load, "-lrdkafka"], check=True)
        self.broker = Broker(properties={"log.segment.bytes": str(1 << 30)}, fast_jvm=False, heap_mb=512)
        self.broker.start()
        self.admin = Admin(self.broker.bootstrap)
        self.topics = 0
        self.programs = [{"name": "weir", "command": [os.path.abspath(options.weir), "run"], "environment": dict(os.environ)}]
        if not options.no_flink:
            environment = dict(os.environ, FLINK_CLASSPATH=flink_connector(), FLINK_HEAP="2g")
            self.programs.append({"name": "flink", "command": [base.FLINK], "environment": environment})

    def close(self):
        self.broker.close()

    def topic(self, partitions=2):
        self.topics += 1
        name = f"bench-{self.topics}"
        self.admin.create_topic(name, partitions)
        return name

    def loader(self, *arguments, **pipes):
        return subprocess.Popen([self.load, arguments[0], self.broker.bootstrap, *map(str, arguments[1:])], text=True, **pipes)

    def count(self, topic):
        return int(subprocess.run([self.load, "count", self.broker.bootstrap, topic], check=True, capture_output=True, text=True).stdout)

    # ---- cases ----

    def throughput(self):
        options = self.options
        full, small = self.topic(), self.topic()
        for topic, rows in ((full, options.rows), (small, SMALL_ROWS)):
            if self.loader("fill", topic, rows).wait() != 0:
                base.stop("the topic could not be filled")
        variants = [(program, parallelism, reuse) for program in self.programs for parallelism in options.parallelism.split(",")
                    for reuse in (["true", "false"] if program["name"] == "flink" else ["true"])]
        runs = {variant_name(*variant): {"full": [], "small": []} for variant in variants}
        outputs = {}
        for turn in range(options.repeat):
            for variant in variants:
                program, parallelism, reuse = variant
                if program["name"] == "flink" and turn >= options.flink_repeat:
                    continue
                for size, topic in (("small", small), ("full", full)):
                    output = self.topic()
                    with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
                        job = Job(program, self, folder, INPUT=topic, OUTPUT=output, PARALLELISM=parallelism, OBJECT_REUSE=reuse, NAME=f"bench-{self.topics}")
                        runs[variant_name(*variant)][size].append(job.run())
                    if size == "full":
                        outputs.setdefault(self.count(output), []).append(variant_name(*variant))
                    self.admin.delete_topics(output)
        if len(outputs) != 1:
            base.stop(f"the numbers of messages written differ: {outputs}")
        print(f"\nthroughput: {options.rows:,} messages of 250 bytes, 2 partitions; each run wrote {next(iter(outputs)):,}")
        print(f"  {'':<24}{'events/s':>12}{'net':>12}{'us CPU/event':>14}{'seconds':>10}{'CPU s':>9}{'start s':>9}{'peak MB':>9}")
        figures = {}
        for name, sizes in runs.items():
            seconds, cpu = (statistics.median(each[i] for each in sizes["full"]) for i in (0, 1))
            small_seconds, small_cpu = (statistics.median(each[i] for each in sizes["small"]) for i in (0, 1))
            rows = options.rows - SMALL_ROWS
            figure = {"events_per_second": round(options.rows / seconds), "net_events_per_second": base.net(rows, seconds, small_seconds),
                      "net_cpu_us_per_event": round((cpu - small_cpu) / rows * 1e6, 2), "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2),
                      "small_seconds": round(small_seconds, 2), "peak_mb": round(max(each[2] for each in sizes["full"]), 1)}
            figures[name] = figure
            print(f"  {name:<24}{figure['events_per_second']:>12,}{base.text(figure['net_events_per_second']):>12}{figure['net_cpu_us_per_event']:>14.2f}"
                  f"{seconds:>10.2f}{cpu:>9.2f}{small_seconds:>9.2f}{figure['peak_mb']:>9.0f}")
        return figures

    def latency(self):
        figures = {}
        for program in self.programs:
            source, output = self.topic(), self.topic()
            with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
                job = Job(program, self, folder, INPUT=source, OUTPUT=output, INTERVAL="100 ms", STARTUP="latest-offset", BOUNDED="unbounded",
                          LINGER="0", FETCH_WAIT="5", NAME=f"bench-{self.topics}")
                seconds = self.options.seconds
                process = job.start(measured=False)
                time.sleep(25 if program["name"] == "flink" else 2)
                producer = self.loader("rate", source, self.options.rate, seconds + 12)
                time.sleep(8)  # a JVM is not warm before
                reader = self.loader("delay", output, seconds, stdout=subprocess.PIPE)
                answer = reader.communicate()[0]
                producer.wait()
                end(process)
                if reader.returncode != 0:
                    with open(job.errors, encoding="utf-8", errors="replace") as file:
                        base.stop(f"latency, {program['name']}: nothing was read\n{file.read()[-2000:]}")
                figures[program["name"]] = json.loads(answer)
                figures[program["name"]]["messages_per_second"] = round(figures[program["name"]]["count"] / seconds)
        print(f"\nlatency: {self.options.rate:,} messages a second, a checkpoint each 100 ms; from the producer to a read_committed reader")
        for name, figure in figures.items():
            print(f"  {name:<8}" + "  ".join(f"{key}={value:,}" for key, value in figure.items()))
        return figures

    def restart(self):
        figures = {}
        for program in self.programs:
            if program["name"] != "weir":
                continue
            source, output = self.topic(), self.topic()
            times = []
            with tempfile.TemporaryDirectory(prefix="weir-bench-") as folder:
                job = Job(program, self, folder, INPUT=source, OUTPUT=output, STARTUP="latest-offset", BOUNDED="unbounded", FETCH_WAIT="5", NAME=f"bench-{self.topics}")
                process = job.start(measured=False)
                time.sleep(2)
                producer = self.loader("rate", source, 5000, 12 * self.options.restarts + 10)
                for _ in range(self.options.restarts):
                    time.sleep(2.5)
                    end(process, signal.SIGKILL)
                    time.sleep(1.2)  # what was committed before the kill has been seen
                    reader = self.loader("first", output, 30, stdout=subprocess.PIPE)
                    reader.stdout.readline()
                    started = time.time_ns()
                    process = job.start(measured=False)
                    times.append((int(reader.stdout.readline()) - started) / 1e6)
                    reader.wait()
                producer.terminate()
                end(process)
            figures[program["name"]] = {"median_ms": round(statistics.median(times), 1), "worst_ms": round(max(times), 1), "runs": len(times)}
        print("\nrestart: SIGKILL, the same command again, until a read_committed reader sees the first new message")
        for name, figure in figures.items():
            print(f"  {name:<8}" + "  ".join(f"{key}={value:,}" for key, value in figure.items()))
        return figures


def variant_name(program, parallelism, reuse):
    name = f"{program['name']}, p={parallelism}"
    return name if reuse == "true" else name + ", no reuse"


def end(process, number=signal.SIGTERM):
    try:
        os.killpg(process.pid, number)
        process.wait(20)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", default=os.path.join(ROOT, "build", "release", "weir"))
    parser.add_argument("--cases", default="throughput,latency,restart")
    parser.add_argument("--rows", type=int, default=4000000)
    parser.add_argument("--parallelism", default="1,2", help="throughput: each of these")
    parser.add_argument("--rate", type=int, default=60000)
    parser.add_argument("--seconds", type=int, default=20, help="latency: so long is measured")
    parser.add_argument("--restarts", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--flink-repeat", type=int, default=1)
    parser.add_argument("--no-flink", action="store_true")
    parser.add_argument("--data", default=os.path.join(ROOT, "build", "bench"))
    parser.add_argument("--record", help="append the figures to this file as a JSON line")
    options = parser.parse_args()
    os.makedirs(options.data, exist_ok=True)
    bench = Bench(options)
    try:
        figures = {case: getattr(bench, case)() for case in options.cases.split(",")}
    finally:
        bench.close()
    if options.record:
        line = {"commit": base.commit(), "machine": base.machine(), "command": " ".join(["bench/kafka/run.py", *sys.argv[1:]]), "figures": figures}
        with open(options.record, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
