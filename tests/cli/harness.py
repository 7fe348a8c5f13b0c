"""What a case of the command line tests works with: its folder, the program, inputs, outputs and checks.

A case is a function with one argument `t`, marked with @case. It works in a folder of its own, is
stopped when its time is over, and fails when something is left running, when the program ends in any
other way than its documents say, or when an output folder keeps an unfinished file.
"""

import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TIMEOUT_S = 30
SEED = 1
CASES = []


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def case(function):
    """Marks a test. Its name is module.function; `for_each` makes one for each of a list."""
    CASES.append((f"{function.__module__.split('.')[-1]}.{function.__name__}", function, ()))
    return function


def for_each(values, name=str):
    def mark(function):
        for value in values:
            CASES.append((f"{function.__module__.split('.')[-1]}.{function.__name__}[{name(value)}]", function, (value,)))
        return function
    return mark


class Result:
    def __init__(self, command, status, out, err, seconds):
        self.command, self.status, self.out, self.err, self.seconds = command, status, out, err, seconds

    def __str__(self):
        def part(text):
            lines = text.rstrip("\n").split("\n")
            more = len(lines) - 12
            return "\n".join("    " + line[:300] for line in lines[:12]) + (f"\n    ... {more} more" if more > 0 else "")
        return f"  $ {self.command}\n  exit status {self.status}\n  stdout:\n{part(self.out)}\n  stderr:\n{part(self.err)}"


class Running:
    """A program that runs beside the case."""

    def __init__(self, t, command, process, out_path, err_path):
        self.t, self.command, self.process = t, command, process
        self.out_path, self.err_path = out_path, err_path
        self.began = time.monotonic()

    @property
    def pid(self):
        return self.process.pid

    def out(self):
        with open(self.out_path, encoding="utf-8", errors="backslashreplace") as f:
            return f.read()

    def err(self):
        with open(self.err_path, encoding="utf-8", errors="backslashreplace") as f:
            return f.read()

    def send(self, number):
        self.process.send_signal(number)

    def until(self, condition, what, timeout=15):
        end = time.monotonic() + timeout
        while not condition():
            if self.process.poll() is not None:
                if condition():
                    return
                raise Failure(f"ended before {what}\n{self.wait(check=False)}")
            if time.monotonic() > end:
                raise Failure(f"no {what} within {timeout} s\n  $ {self.command}\n{self.err()[-2000:]}")
            time.sleep(0.004)

    def until_said(self, text, timeout=15):
        self.until(lambda: text in self.err(), f"'{text}' on stderr", timeout)

    def wait(self, timeout=TIMEOUT_S, check=True):
        try:
            self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise Failure(f"no end within {timeout} s\n  $ {self.command}\n{self.err()[-2000:]}")
        result = Result(self.command, self.process.returncode, self.out(), self.err(), time.monotonic() - self.began)
        if check:
            self.t.check_status(result)
        return result

    def stop(self, number=signal.SIGTERM, timeout=TIMEOUT_S):
        self.send(number)
        return self.wait(timeout)


class Test:
    def __init__(self, weir, name, folder):
        self.weir, self.name, self.dir = weir, name, folder
        self.random = random.Random(f"{SEED} {name}")
        self.started = []
        self.counter = 0

    # ---- files ----

    def path(self, *names):
        return os.path.join(self.dir, *names)

    def file(self, name, content, mode=None):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        if name.endswith(".gz"):
            data = gzip.compress(data)
        with open(path, "wb") as f:
            f.write(data)
        if mode is not None:
            os.chmod(path, mode)
        return path

    def read(self, *names):
        with open(self.path(*names), encoding="utf-8", errors="backslashreplace") as f:
            return f.read()

    def script(self, sql, name="job.sql"):
        return self.file(name, sql)

    def exists(self, *names):
        return os.path.exists(self.path(*names))

    # ---- the program ----

    def start(self, *arguments, env=None, under=(), stdout=None, weir=None):
        self.counter += 1
        out_path, err_path = self.path(f".stdout-{self.counter}"), self.path(f".stderr-{self.counter}")
        line = [*under, weir or self.weir, *map(str, arguments)]
        environment = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8",
                           ASAN_OPTIONS="exitcode=99", UBSAN_OPTIONS="exitcode=99:print_stacktrace=1", TSAN_OPTIONS="exitcode=99")
        environment.pop("WEIR_TEST_IO", None)
        environment.pop("NO_COLOR", None)
        environment.update(env or {})
        with open(out_path, "wb") as out, open(err_path, "wb") as err:
            process = subprocess.Popen(line, cwd=self.dir, stdin=subprocess.DEVNULL, stdout=stdout if stdout is not None else out,
                                       stderr=err, env=environment)
        shown = " ".join([f"{key}={value}" for key, value in (env or {}).items()] + ["weir" if word == self.weir else word for word in line])
        running = Running(self, shown, process, out_path, err_path)
        self.started.append(running)
        return running

    def run(self, *arguments, expect=None, timeout=TIMEOUT_S, **more):
        result = self.start(*arguments, **more).wait(timeout)
        if expect is not None and result.status != expect:
            raise Failure(f"exit status {result.status}, expected {expect}\n{result}")
        return result

    def check_status(self, result):
        if result.status not in (0, 1, 2, 3, 4) and not (result.status < 0 and getattr(self, "may_die", False)):
            raise Failure(f"exit status {result.status} is none of the documented ones\n{result}")

    def end(self):
        """After the case: nothing may run on."""
        left = []
        for running in self.started:
            if running.process.poll() is None:
                left.append(running.command)
                running.process.kill()
                running.process.wait()
        return left

    # ---- checks ----

    def fail(self, message):
        raise Failure(message)

    def check(self, condition, message):
        if not condition:
            raise Failure(str(message))

    def equal(self, got, want, what="result"):
        if got != want:
            if isinstance(got, list) and isinstance(want, list):
                from collections import Counter
                a, b = Counter(map(str, got)), Counter(map(str, want))
                more, less = list((a - b).elements()), list((b - a).elements())
                raise Failure(f"{what}: {len(got)} rows, expected {len(want)}; {len(more)} too many {more[:5]}, "
                              f"{len(less)} missing {less[:5]}" + ("" if more or less else "; the order differs"))
            raise Failure(f"{what}: {got!r}\n  expected {want!r}")

    def says(self, result, *texts):
        for text in texts:
            if text not in result.err:
                raise Failure(f"stderr does not say {text!r}\n{result}")

    def matches(self, result, *patterns):
        for pattern in patterns:
            if not re.search(pattern, result.err):
                raise Failure(f"stderr does not match {pattern!r}\n{result}")

    # ---- output of file tables ----

    def part_files(self, folder="out"):
        """Visible files of a table's folder, as a reader of such folders sees them."""
        found = []
        for place, folders, names in os.walk(self.path(folder)):
            folders[:] = [name for name in sorted(folders) if name[0] not in "._"]
            found += [os.path.join(place, name) for name in sorted(names) if name[0] not in "._"]
        return found

    def hidden_files(self, folder="out"):
        found = []
        for place, folders, names in os.walk(self.path(folder)):
            found += [os.path.relpath(os.path.join(place, name), self.dir) for name in names + folders if name[0] in "._" and name != "_SUCCESS"]
        return found

    def lines(self, folder="out"):
        lines = []
        for path in self.part_files(folder):
            with open(path, encoding="utf-8", errors="backslashreplace") as f:
                text = f.read()
            if text and not text.endswith("\n"):
                raise Failure(f"{path} ends within a line: {text[-80:]!r}")
            lines += text.split("\n")[:-1]
        return lines

    def rows(self, folder="out"):
        return [json.loads(line) for line in self.lines(folder)]

    def ids(self, folder="out", column="id"):
        return sorted(row[column] for row in self.rows(folder))

    def clean(self, *folders):
        for folder in folders or ("out",):
            left = self.hidden_files(folder)
            if left:
                raise Failure(f"unfinished files are left in {folder}: {left}")

    def job_folder(self, job="job"):
        return self.path(".weir", job)

    def manifests(self, job="job", folder=None):
        folder = folder or self.job_folder(job)
        if not os.path.isdir(folder):
            return []
        return sorted(int(name[9:]) for name in os.listdir(folder) if re.fullmatch(r"MANIFEST-\d+", name))

    def fingerprint(self, *folders):
        """Names and bytes of manifests, state and output: what a refused start may not change."""
        found = {}
        for folder in folders:
            for place, _, names in os.walk(self.path(folder)):
                for name in names:
                    if name not in ("lock", "job"):
                        with open(os.path.join(place, name), "rb") as f:
                            found[os.path.relpath(os.path.join(place, name), self.dir)] = f.read()
        return found


# ---- a job that most cases use ----

def events(count, first=0, keys=5, step_s=1):
    """JSON lines: id, k, v, ts; event time in order, one row every step_s seconds from 2024-01-01 on."""
    lines = []
    for i in range(first, first + count):
        at = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1704067200 + i * step_s))
        lines.append(json.dumps({"id": i, "k": f"k{i % keys}", "v": i % 97, "ts": at}) + "\n")
    return "".join(lines)


EVENTS = """
CREATE TABLE events (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
"""
COPY = EVENTS + """
CREATE TABLE copies (id INT, k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');
INSERT INTO copies SELECT id, k, v FROM events;
"""
WINDOWS = EVENTS + """
CREATE TABLE windows (k STRING, start_at TIMESTAMP(3), n BIGINT, total INT)
WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');
INSERT INTO windows
SELECT k, window_start, COUNT(*), SUM(v) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND)
GROUP BY window_start, window_end, k;
"""


def windows_of(count, keys=5, size_s=10, step_s=1):
    """What WINDOWS gives for events(count)."""
    groups = {}
    for i in range(count):
        start = (1704067200 + i * step_s) // size_s * size_s
        n, total = groups.get((f"k{i % keys}", start), (0, 0))
        groups[(f"k{i % keys}", start)] = (n + 1, total + i % 97)
    return sorted((k, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(start)), n, total) for (k, start), (n, total) in groups.items())


def window_rows(t, folder="out"):
    return sorted((row["k"], row["start_at"][:19].replace("T", " "), row["n"], row["total"]) for row in t.rows(folder))


def paced(rate, checkpoint_rows=20):
    return ["-D", f"weir.source.rows-per-second={rate}", "-D", f"weir.checkpoint.rows={checkpoint_rows}"]


def stopped_midway(t, sql, count=300, rate=600, checkpoints=2, more=(), how=signal.SIGTERM, job="job", folder=None, name="job.sql"):
    """Runs the job and stops it when some checkpoints exist; asserts that it has not ended."""
    t.script(sql, name)
    running = t.start("run", *paced(rate), *more, name)
    running.until(lambda: len(t.manifests(job, folder)) >= 1 and t.manifests(job, folder)[-1] >= checkpoints, f"checkpoint {checkpoints}")
    if how == signal.SIGKILL:
        t.may_die = True
    result = running.stop(how)
    if how == signal.SIGTERM:
        t.equal(result.status, 0, "exit status of the stopped job")
        t.check(" stopped: " in result.err, f"the job was to be stopped in its middle\n{result}")
    return result


# ---- running them ----

def run_case(weir, name, function, arguments, base):
    """Returns (verdict, message, seconds); verdict: "pass", "fail", "skip"."""
    folder = tempfile.mkdtemp(prefix="weir-cli-", dir=base)
    os.chmod(folder, 0o755)
    t = Test(weir, name, folder)
    began = time.monotonic()
    verdict, message = "pass", ""
    try:
        function(t, *arguments)
    except Failure as failure:
        verdict, message = "fail", str(failure)
    except Skip as skip:
        verdict, message = "skip", str(skip)
    except Exception as error:  # a mistake of the case itself
        import traceback
        verdict, message = "fail", "".join(traceback.format_exception(error)[-3:])
    left = t.end()
    if left and verdict == "pass":
        verdict, message = "fail", "left running:\n" + "\n".join(left)
    subprocess.run(["chmod", "-R", "u+rwX", folder], stderr=subprocess.DEVNULL)
    shutil.rmtree(folder, ignore_errors=True)
    return verdict, message, time.monotonic() - began
