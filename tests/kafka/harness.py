"""What a case of run.py works with: brokers, the job under test, its input, and the verdict.

    job = Job(w, "name")            # topics, folder and script
    with job.feeding():             # a producer writes events while Weir runs
        run = job.start(); ...; run.kill()
    job.finish()                    # the rest of the input, a last start, a clean end
    job.check()                     # every sink holds exactly what follows from the input

The job reads `in` (4 partitions, JSON, event time) and writes, in one statement set:
    copy     each event, keyed: none may be missing, come twice, or overtake another one of its key
    totals   COUNT and SUM by key into upsert-kafka: every count once, ascending, with the right sum
    windows  a tumbling window of one second
    files    each event again, into a folder
What is right is computed from the input topic as Kafka's own reader sees it; nothing here asks Weir.

While the job runs a Watch reads `copy`, `totals` and `windows` (read_committed): at every moment what is
visible of a key must be a beginning of what is right, without a gap.
"""

import collections
import contextlib
import datetime
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import broker as brokers  # noqa: E402
from broker import Broker, Guard  # noqa: E402
from kafka import Admin, KafkaError, kcat_consume  # noqa: E402
from proxy import Proxy  # noqa: E402

CASES = {} # name: (function, is quick)
PATIENCE_S = 90


class Failure(Exception):
    pass


def case(function):
    CASES[function.__name__] = (function, False)
    return function


def quick(function):
    """Also in the quick run."""
    CASES[function.__name__] = (function, True)
    return function


def check(condition, message):
    if not condition:
        raise Failure(message)


def equal(found, wanted, what):
    check(found == wanted, f"{what}: found {found!r}, wanted {wanted!r}")


def until(question, what, timeout_s=PATIENCE_S, step_s=0.02):
    """The first true answer."""
    end = time.monotonic() + timeout_s
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failure(f"no {what} within {timeout_s} s")
        time.sleep(step_s)


def text_of_time(ms):
    """2026-01-01 and `ms` milliseconds, as JSON messages write a TIMESTAMP(3)."""
    at = datetime.datetime(2026, 1, 1) + datetime.timedelta(milliseconds=ms)
    return at.strftime("%Y-%m-%d %H:%M:%S.") + f"{at.microsecond // 1000:03d}"


# -- what the cases share -------------------------------------------------------------------------------


class World:
    """The program, a folder, and one broker that no case kills; each made when first asked for."""

    def __init__(self, weir, scale=1.0, keep=False):
        self.weir, self.scale, self.keep = weir, scale, keep
        self.stack = contextlib.ExitStack()
        self.made = {}
        self.folder = tempfile.mkdtemp(prefix="weir-kafka-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
        self.stack.callback(self._remove)
        self.name = self.seed = ""
        self.random = random.Random()
        self.notes = [] # of the running case
        self.jobs = []  # ... and its jobs

    def _remove(self):
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _get(self, name, make):
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    @property
    def proxy(self):
        return self._get("proxy", lambda: self.stack.enter_context(Proxy()))

    @property
    def broker(self):
        def make():
            broker = Broker(tls=True, advertised=self.proxy.address)
            self.stack.callback(broker.close)
            self.proxy.target = broker.backend
            return broker.start()
        return self._get("broker", make)

    @property
    def admin(self):
        return self._get("admin", lambda: self.stack.enter_context(Admin(self.broker.bootstrap)))

    def begin(self, name, seed):
        self.name, self.seed, self.notes, self.jobs = name, seed, [], []
        self.random = random.Random(f"{seed} {name}")

    def note(self, text):
        self.notes.append(text)

    def times(self, count):
        """How often to do what the full run does `count` times."""
        return max(1, round(count * self.scale))

    def end(self, passed):
        """After a case: nothing runs on, no rule is left."""
        for job in self.jobs:
            job.close()
            if passed and not self.keep:
                for name in os.listdir(self.folder):
                    if name.startswith(job.name):
                        shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)
        if "proxy" in self.made:
            self.proxy.clear()

    def said(self):
        """The last words of every process of the case."""
        return "".join(job.said() for job in self.jobs)

    @contextlib.contextmanager
    def own_broker(self, proxied=False, **options):
        """A broker for one case: (broker, admin, proxy). With proxied, the bootstrap for Weir is proxy.address."""
        with contextlib.ExitStack() as stack:
            proxy = stack.enter_context(Proxy()) if proxied else None
            broker = Broker(advertised=proxy.address if proxy else None, **options)
            stack.callback(broker.close)
            if proxy:
                proxy.target = broker.backend
            broker.start()
            yield broker, stack.enter_context(Admin(broker.bootstrap)), proxy


# -- a process of Weir ----------------------------------------------------------------------------------


class Run:
    def __init__(self, command, folder, said, environment):
        """`said`: a path without its end, for what it says on stderr and stdout."""
        self.path = said + ".stderr"
        self.command = command
        with open(self.path, "wb") as err, open(said + ".stdout", "wb") as out:
            self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                            env=dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8", **environment))
        self.guard = Guard(self.process.pid)

    @property
    def pid(self):
        return self.process.pid

    def err(self):
        try:
            with open(self.path, encoding="utf-8", errors="backslashreplace") as f:
                return f.read()
        except FileNotFoundError:
            return "" # somebody has tidied up

    def ended(self):
        return self.process.poll() is not None

    def _gone(self):
        if self.guard is not None:
            self.guard.release()
            self.guard = None
        return self.process.returncode

    def kill(self):
        self.process.kill()
        self.process.wait()
        return self._gone()

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def wait(self, timeout_s=60):
        """The exit status."""
        try:
            self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            raise Failure(f"Weir has not ended within {timeout_s} s; it said:\n{self.err()[-3000:]}") from None
        return self._gone()

    def stop(self, timeout_s=60):
        self.process.send_signal(signal.SIGTERM)
        return self.wait(timeout_s)

    def refused(self, status, *words, timeout_s=60):
        """It must end by itself with this status, and name these things."""
        found = self.wait(timeout_s)
        check(found == status, f"exit status {found}, wanted {status}; it said:\n{self.err()[-3000:]}")
        said = self.err()
        for word in words:
            check(re.search(word, said, re.S), f"it does not say {word!r}, but:\n{said[-3000:]}")
        return said


# -- the input ------------------------------------------------------------------------------------------


class Feed:
    """Writes events into a topic: key k<i> lives in partition i % partitions, its events are numbered from 1."""

    def __init__(self, admin, topic, partitions=4, keys=21, step_ms=7, seed=1):
        self.admin, self.topic, self.partitions, self.step_ms = admin, topic, partitions, step_ms
        self.random = random.Random(seed)
        self.homes = {key: key % partitions for key in range(keys)}
        self.counts = collections.Counter()
        self.ms = 0
        self.sent = 0
        self.thread = None
        self.stopping = threading.Event()
        self.problem = None
        self.behind = [] # called with each batch before it is sent; what they return is sent

    def event(self, key):
        self.counts[key] += 1
        self.ms += self.step_ms
        value = json.dumps({"k": f"k{key}", "seq": self.counts[key], "v": self.random.randrange(1000), "ts": text_of_time(self.ms)})
        return {"value": value, "partition": self.homes[key]}

    def batch(self, count):
        keys = sorted(self.homes)
        return [self.event(self.random.choice(keys)) for _ in range(count)]

    def grow(self, partitions):
        """The topic has more partitions now: each new one gets a key of its own."""
        self.homes = {**self.homes, **{1000 + p: p for p in range(self.partitions, partitions)}}
        self.partitions = partitions

    def send(self, count=20, **transaction):
        records = self.batch(count)
        for change in self.behind:
            records = change(records)
        self.admin.produce(self.topic, records, **transaction)
        self.sent += len(records)

    def _run(self, count, pause_s):
        while not self.stopping.is_set():
            try:
                self.send(count)
            except KafkaError as error:
                if not self.stopping.is_set():
                    self.problem = error # the broker may be away: what was written counts, not what was sent
            self.stopping.wait(pause_s)

    def start(self, count=20, pause_s=0.04):
        self.stopping.clear()
        self.thread = threading.Thread(target=self._run, args=(count, pause_s), daemon=True)
        self.thread.start()

    def stop(self):
        if self.thread is not None:
            self.stopping.set()
            self.thread.join(90)
            self.thread = None

    def end(self):
        """One event per partition a day later: every window before it fires."""
        self.stop()
        self.ms += 86_400_000
        for partition in range(self.partitions):
            self.sent += 1
            value = json.dumps({"k": f"end{partition}", "seq": 1, "v": 0, "ts": text_of_time(self.ms)})
            self.admin.produce(self.topic, [{"value": value, "partition": partition}])


class Right:
    """What the sinks must hold, from the records of the input topic."""

    def __init__(self, records):
        self.events = {} # key: [(seq, v)]
        self.windows = collections.Counter()
        self.count = 0
        sums = {}
        for record in sorted(records, key=lambda r: (r.partition, r.offset)):
            try:
                row = json.loads(record.value)
                key, seq, v, at = row["k"], row["seq"], row["v"], row["ts"]
            except (ValueError, KeyError, TypeError):
                continue # poison: the case that sends it knows
            self.events.setdefault(key, []).append((seq, v))
            self.count += 1
            if not key.startswith("end"):
                count, total = sums.get((key, at[:19]), (0, 0))
                sums[key, at[:19]] = count + 1, total + v
        self.windows.update((key, second, *both) for (key, second), both in sums.items())
        self.totals = {} # key: [sum of the first n]
        for key, list_ in self.events.items():
            sum_, self.totals[key] = 0, [0]
            for _, v in list_:
                sum_ += v
                self.totals[key].append(sum_)


def key_of(record):
    return record.key.decode() if record.key is not None else json.loads(record.value)["k"]


# -- a reader that looks all the time -------------------------------------------------------------------


class Watch:
    """Follows the output topics; the first thing that no reader may ever see is kept in `problem`."""

    def __init__(self, admin, topics):
        self.topics = topics # {"copy": topic, ...}
        self.names = {topic: name for name, topic in topics.items()}
        self.reader = admin.reader(list(topics.values()))
        self.lock = threading.Lock()
        self.copied = {}  # key: number of the last event in copy
        self.counted = {} # key: the last count in totals
        self.windows = set()
        self.places = {}  # key: partition of copy
        self.seen = collections.Counter() # records by topic
        self.problem = None
        self.moved = time.monotonic()
        self.quiet = 0 # polls in a row that gave nothing
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while not self.stopping.is_set():
            try:
                records = self.reader.poll(0.15)
            except KafkaError as error:
                if self.stopping.is_set() or error.name == "Gone":
                    return
                time.sleep(0.1) # a broker that is away
                continue
            with self.lock:
                self.quiet = 0 if records else self.quiet + 1
                for record in records:
                    self.moved = time.monotonic()
                    self._take(record)

    def _take(self, record):
        name = self.names[record.topic]
        self.seen[name] += 1
        if self.problem is not None:
            return
        row = json.loads(record.value)
        where = f"{name}[{record.partition}] offset {record.offset}: {record.value.decode()}"
        key = row["k"]
        if name in ("copy", "second"):
            last = self.copied.get((name, key), 0)
            if row["seq"] != last + 1:
                self.problem = f"{where}: event {last + 1} of this key was to come next"
            self.copied[name, key] = row["seq"]
            if self.places.setdefault((name, key), record.partition) != record.partition:
                self.problem = f"{where}: this key was in partition {self.places[name, key]} before"
        elif name == "totals":
            last = self.counted.get(key, 0)
            if row["n"] <= last:
                self.problem = f"{where}: count {last} of this key was visible before"
            self.counted[key] = row["n"]
        elif name == "windows":
            window = (key, row["w"])
            if window in self.windows:
                self.problem = f"{where}: this window was visible before"
            self.windows.add(window)

    def check(self):
        with self.lock:
            check(self.problem is None, f"a reader saw what must never be visible: {self.problem}")

    def settle(self, polls=3):
        """Until nothing has come for some time."""
        with self.lock:
            self.quiet = 0
        until(lambda: self.quiet >= polls, "quiet in the output topics", 30)

    def agree(self):
        """With no process at work, all topics show exactly the same epochs."""
        self.check()
        with self.lock:
            copied = {key: seq for (name, key), seq in self.copied.items() if name == "copy"}
            if "totals" in self.topics:
                different = {key: (seq, self.counted.get(key)) for key, seq in copied.items() if self.counted.get(key) != seq}
                different.update({key: (None, n) for key, n in self.counted.items() if key not in copied})
                check(not different, f"copy and totals show different epochs: key: (copy, totals) {dict(list(different.items())[:5])}")
            return copied

    def close(self):
        self.stopping.set()
        self.thread.join(30)
        with contextlib.suppress(KafkaError):
            self.reader.close()


# -- the job --------------------------------------------------------------------------------------------


class Job:
    """
    bootstrap     what Weir is told; None: the broker's own address
    sinks         which of copy, totals, windows, files, second there are; `second` is a topic of `second_broker`
    properties    further 'properties.*' of every Kafka table
    options       {table: {option: value}}, on top
    settings      SET 'key' = 'value'
    """

    def __init__(self, w, name, *, broker=None, admin=None, bootstrap=None, partitions=4, parallelism=2, interval="100 ms",
                 sinks=("copy", "totals", "windows", "files"), properties=None, options=None, settings=None, environment=None,
                 second=None, keys=21, errors=False, pipeline=None, watch=True, bounded=None):
        self.w = w
        self.name = f"{w.name}-{name}" if name else w.name
        self.broker, self.admin = broker or w.broker, admin or w.admin
        self.bootstrap = bootstrap or self.broker.bootstrap
        self.pipeline = pipeline or self.name
        self.partitions, self.parallelism, self.interval = partitions, parallelism, interval
        self.sinks, self.properties, self.options = sinks, dict(properties or {}), options or {}
        self.settings, self.environment, self.bounded = dict(settings or {}), dict(environment or {}), bounded
        self.second = second # (broker, admin, bootstrap)
        self.errors = errors
        self.folder = os.path.join(w.folder, self.name)
        self.said_folder = self.folder + ".said"
        os.makedirs(self.folder)
        os.makedirs(self.said_folder)
        self.topics = {sink: f"{self.name}-{sink}" for sink in ("in", *sinks, *(("errors",) if errors else ())) if sink != "files"}
        self.runs = []
        self.watch = self.second_watch = None
        for sink, count in (("in", partitions), ("copy", 3), ("totals", 2), ("windows", 1), ("errors", 1)):
            if sink in self.topics:
                self.admin.create_topic(self.topics[sink], count)
        if "second" in sinks:
            second[1].create_topic(self.topics["second"], 2)
        if watch:
            self.start_watch()
        self.feed = Feed(self.admin, self.topics["in"], partitions, keys, seed=f"{w.seed} {self.name}")
        self.write_script()
        w.jobs.append(self)

    def start_watch(self):
        own = {sink: topic for sink, topic in self.topics.items() if sink in ("copy", "totals", "windows")}
        if own:
            self.watch = Watch(self.admin, own)
        if "second" in self.sinks:
            self.second_watch = Watch(self.second[1], {"second": self.topics["second"]})

    # -- the script

    def _with(self, table, options):
        options = {**options, **{f"properties.{name}": value for name, value in self.properties.items()}} \
            if "kafka" in options["connector"] else options
        options = {**options, **self.options.get(table, {})}
        return "WITH (" + ", ".join(f"'{name}' = '{value}'" for name, value in options.items() if value is not None) + ");\n"

    def kafka(self, sink, connector="kafka", bootstrap=None, **options):
        return {"connector": connector, "topic": self.topics[sink], "properties.bootstrap.servers": bootstrap or self.bootstrap,
                **{name.replace("_", "."): value for name, value in options.items()}}

    def script(self):
        settings = {"pipeline.name": self.pipeline, "execution.checkpointing.interval": self.interval,
                    "parallelism.default": self.parallelism, "weir.start-timeout": "60 s",
                    "restart-strategy.exponential-delay.initial-backoff": "100 ms",
                    "restart-strategy.exponential-delay.max-backoff": "1 s", **self.settings}
        sql = "".join(f"SET '{name}' = '{value}';\n" for name, value in settings.items())
        sql += "CREATE TABLE events (k STRING, seq BIGINT, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) "
        bounds = {}
        if self.bounded is not None:
            bounds = {"scan.bounded.mode": "specific-offsets",
                      "scan.bounded.specific-offsets": ";".join(f"partition:{p},offset:{o}" for p, o in sorted(self.bounded.items()))}
        sql += self._with("events", {**self.kafka("in", format="json"), "scan.startup.mode": "earliest-offset",
                                     "properties.group.id": f"group-{self.name}", "scan.topic-partition-discovery.interval": "500 ms", **bounds})
        inserts = []
        if "copy" in self.sinks:
            sql += "CREATE TABLE copies (k STRING, seq BIGINT, v BIGINT) "
            sql += self._with("copies", self.kafka("copy", key_format="raw", key_fields="k", value_format="json"))
            inserts.append("INSERT INTO copies SELECT k, seq, v FROM events")
        if "totals" in self.sinks:
            sql += "CREATE TABLE totals (k STRING, n BIGINT, total BIGINT, PRIMARY KEY (k) NOT ENFORCED) "
            sql += self._with("totals", self.kafka("totals", "upsert-kafka", key_format="raw", value_format="json"))
            inserts.append("INSERT INTO totals SELECT k, COUNT(*), SUM(v) FROM events GROUP BY k")
        if "windows" in self.sinks:
            sql += "CREATE TABLE windows (k STRING, w TIMESTAMP(3), n BIGINT, total BIGINT) "
            sql += self._with("windows", self.kafka("windows", format="json"))
            inserts.append("INSERT INTO windows SELECT k, window_start, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), "
                           "INTERVAL '1' SECOND)) GROUP BY k, window_start, window_end")
        if "second" in self.sinks:
            sql += "CREATE TABLE others (k STRING, seq BIGINT, v BIGINT) "
            sql += self._with("others", self.kafka("second", bootstrap=self.second[2], key_format="raw", key_fields="k", value_format="json"))
            inserts.append("INSERT INTO others SELECT k, seq, v FROM events")
        if self.errors:
            sql += "CREATE TABLE bad (`source` STRING, `position` STRING, reason STRING, record BYTES) "
            sql += self._with("bad", self.kafka("errors", format="json")) + "SET 'weir.error-rows' = 'bad';\n"
        if "files" in self.sinks:
            sql += "CREATE TABLE files (k STRING, seq BIGINT, v BIGINT) "
            sql += self._with("files", {"connector": "filesystem", "path": "out", "format": "json"})
            inserts.append("INSERT INTO files SELECT k, seq, v FROM events")
        return sql + "EXECUTE STATEMENT SET BEGIN\n" + "".join(one + ";\n" for one in inserts) + "END;\n"

    def write_script(self):
        with open(os.path.join(self.folder, "job.sql"), "w", encoding="utf-8") as f:
            f.write(self.script())

    @property
    def state_folder(self):
        return os.path.join(self.folder, ".weir", self.pipeline)

    # -- running it

    def start(self, *arguments, folder=None, environment=None):
        run = Run([self.w.weir, "run", "--quiet", *arguments, "job.sql"], folder or self.folder, os.path.join(self.said_folder, str(len(self.runs) + 1)),
                  {**self.environment, **(environment or {})})
        self.runs.append(run)
        return run

    @contextlib.contextmanager
    def feeding(self, count=20, pause_s=0.04):
        self.feed.start(count, pause_s)
        try:
            yield self.feed
        finally:
            self.feed.stop()

    def seen(self):
        return sum(watch.seen["copy" if watch is self.watch else "second"] for watch in (self.watch, self.second_watch) if watch)

    def until_moving(self, run, more=1, timeout_s=PATIENCE_S):
        """Until readers see new output. Returns the seconds it took."""
        before, began = self.seen(), time.monotonic()

        def moved():
            check(not run.ended(), f"Weir ended by itself, status {run.process.returncode}; it said:\n{run.err()[-3000:]}")
            if self.watch:
                self.watch.check()
            return self.seen() >= before + more
        until(moved, "new output", timeout_s, 0.01)
        return time.monotonic() - began

    def right(self):
        return Right(self.admin.consume(self.topics["in"]))

    def complete(self, right, windows):
        """Whether the watches have seen as much as there is to be seen."""
        watch = self.watch
        if watch is None:
            raise Failure("a job without a watch cannot be drained")
        watch.check()
        with watch.lock:
            return ("copy" not in self.sinks or watch.seen["copy"] >= right.count) \
                and ("totals" not in self.sinks or sum(watch.counted.values()) >= right.count) \
                and (not windows or "windows" not in self.sinks or len(watch.windows) >= sum(right.windows.values())) \
                and (self.second_watch is None or self.second_watch.seen["second"] >= right.count)

    def drain(self, run, timeout_s=PATIENCE_S, windows=False):
        """Until everything that is in the input has come out; windows: also those, for the input has ended."""
        right = self.right()

        def done():
            check(not run.ended(), f"Weir ended by itself, status {run.process.returncode}; it said:\n{run.err()[-3000:]}")
            return self.complete(right, windows)
        try:
            until(done, "complete output", timeout_s)
        except Failure as failure:
            watch = self.watch
            raise Failure(f"{failure}: {dict(watch.seen)} of {right.count} events, {len(watch.windows)} of {sum(right.windows.values())} windows; "
                          f"Weir said:\n{run.err()[-3000:]}") from None

    def finish(self, run=None, timeout_s=PATIENCE_S):
        """The end of the input, all of the output, and a clean stop."""
        self.feed.end()
        run = run or self.start()
        self.drain(run, timeout_s, True)
        status = run.stop()
        check(status == 0, f"stopped with exit status {status}; it said:\n{run.err()[-3000:]}")

    def wait_decided(self):
        """Until the last transaction of a process that is gone is over or simply open; then no output comes any more."""
        def calm():
            with contextlib.suppress(KafkaError):
                return not any("Prepare" in one["state"] for admin in self.admins() for one in admin.transactions("weir-" + self.pipeline))
        until(calm, "end of PrepareCommit", 30)

    def agree(self):
        """No process runs: what is visible in all topics belongs to the same epochs, and files are at most behind."""
        self.wait_decided()
        self.watch.settle()
        copied = self.watch.agree()
        for key, list_ in self.files().items() if "files" in self.sinks else ():
            check(len(list_) <= copied.get(key, 0), f"files hold {len(list_)} events of {key}, but its copies end at {copied.get(key, 0)}")

    def admins(self):
        return [self.admin] + ([self.second[1]] if self.second else [])

    # -- the verdict

    def out_folder(self, folder=None):
        return os.path.join(folder or self.folder, self.options.get("files", {}).get("path", "out"))

    def files(self, folder=None):
        """{key: sorted [(seq, v)]} of the visible files."""
        rows = {}
        place = self.out_folder(folder)
        for name in os.listdir(place) if os.path.isdir(place) else ():
            if name[0] in "._":
                continue
            before = {}
            with open(os.path.join(place, name), encoding="utf-8") as f:
                for line in f:
                    row = json.loads(line)
                    check(row["seq"] > before.get(row["k"], 0), f"{name}: {line.strip()}: an event of this key overtook it")
                    before[row["k"]] = row["seq"]
                    rows.setdefault(row["k"], []).append((row["seq"], row["v"]))
        return {key: sorted(list_) for key, list_ in rows.items()}

    def check(self, right=None, folder=None):
        """Every sink holds exactly what follows from the input; nothing is left open or lying about."""
        right = right or self.right()
        for watch in (self.watch, self.second_watch):
            if watch:
                watch.check()
        for sink, admin in (("copy", self.admin), ("second", self.second and self.second[1])):
            if sink in self.sinks:
                self._check_copy(sink, admin, right)
        if "totals" in self.sinks:
            self._check_totals(right)
        if "windows" in self.sinks:
            found = collections.Counter((row["k"], row["w"][:19].replace("T", " "), row["n"], row["total"])
                                        for row in (json.loads(r.value) for r in self.admin.consume(self.topics["windows"])))
            more, less = found - right.windows, right.windows - found
            check(not more and not less, f"windows: {sum(more.values())} too many {list(more)[:4]}, {sum(less.values())} missing {list(less)[:4]}")
        if "files" in self.sinks:
            files = self.files(folder)
            self._compare("files", files, {key: sorted(list_) for key, list_ in right.events.items()})
            left = [name for name in os.listdir(self.out_folder(folder)) if name[0] in "._" and not name.endswith(".lock")]
            check(not left, f"unfinished files are left: {left[:5]}")
        for admin in self.admins():
            topics = [topic for sink, topic in self.topics.items() if sink != "in" and (sink == "second") == (admin is not self.admin)]
            admin.wait_no_open_transaction(topics, f"weir-{self.pipeline}")
        names = os.listdir(os.path.join(folder or self.folder, ".weir", self.pipeline))
        kept = {name.split("-")[1] for name in names if name.startswith("MANIFEST-")}
        left = [name for name in names if name.endswith(".tmp") or (name.startswith("outbox-") and name.split("-")[1] not in kept)]
        check(not left, f"the job's folder is not tidy: {left[:5]}")

    @staticmethod
    def _compare(what, found, wanted):
        if found == wanted:
            return
        for key in sorted(set(found) | set(wanted)):
            a, b = found.get(key, []), wanted.get(key, [])
            if a == b:
                continue
            more, less = collections.Counter(a) - collections.Counter(b), collections.Counter(b) - collections.Counter(a)
            raise Failure(f"{what}: key {key}: {sum(more.values())} too many {list(more)[:4]}, {sum(less.values())} missing {list(less)[:4]}"
                          + ("" if more or less else "; the order differs") + f" ({sum(map(len, found.values()))} rows, wanted {sum(map(len, wanted.values()))})")

    def _check_copy(self, sink, admin, right):
        found = {}
        records = sorted(admin.consume(self.topics[sink]), key=lambda r: (r.partition, r.offset))
        for record in records:
            row = json.loads(record.value)
            equal(record.key, row["k"].encode(), f"{sink}: the key of {record.value}")
            found.setdefault(row["k"], []).append((row["seq"], row["v"]))
        self._compare(sink, found, right.events)
        broker = self.broker if sink == "copy" else self.second[0]
        kcat = kcat_consume(broker.bootstrap, self.topics[sink])
        check([(r.partition, r.offset, r.key, r.value) for r in records] == [(r.partition, r.offset, r.key, r.value) for r in kcat],
              f"{sink}: kcat and Java's client read different records")

    def _check_totals(self, right):
        last = {}
        for record in sorted(self.admin.consume(self.topics["totals"]), key=lambda r: (r.partition, r.offset)):
            row = json.loads(record.value)
            key, n = row["k"], row["n"]
            equal(record.key, key.encode(), f"totals: the key of {record.value}")
            sums = right.totals.get(key, [0])
            check(0 < n < len(sums) and row["total"] == sums[n], f"totals: {record.value} is wrong: of {len(sums) - 1} events, the sum of the first {n} is {sums[n] if n < len(sums) else None}")
            check(n > last.get(key, 0), f"totals: {record.value} comes behind count {last.get(key)}")
            last[key] = n
        equal(last, {key: len(list_) for key, list_ in right.events.items()}, "totals: the last counts")

    def said(self):
        text = f"--- {self.folder}\n"
        for number, run in enumerate(self.runs[-4:], max(1, len(self.runs) - 3)):
            text += f"--- start {number}, exit status {run.process.poll()}:\n{run.err()[-1500:]}"
        return text

    def close(self):
        self.feed.stop()
        for run in self.runs:
            if not run.ended():
                run.kill()
            run._gone() # pylint: disable=protected-access
        for watch in (self.watch, self.second_watch):
            if watch:
                watch.close()


def killed(job, times, *, agree_every=4, while_down=None):
    """Starts the job and kills it at a random moment, `times` times: some in the recovery, some soon after, some later."""
    w = job.w
    start_s = None
    for number in range(times):
        run = job.start()
        if start_s is None:
            start_s = job.until_moving(run)
            delay = w.random.uniform(0, 0.5)
        else:
            delay = w.random.choice((w.random.uniform(0, start_s), start_s + w.random.uniform(0, 0.25), start_s + w.random.uniform(0.2, 1.0)))
        time.sleep(delay)
        check(not run.ended(), f"Weir ended by itself, status {run.process.poll()}; it said:\n{run.err()[-3000:]}")
        run.kill()
        if while_down:
            while_down(number)
        job.watch.check()
        if agree_every and number % agree_every == agree_every - 1:
            job.agree()
