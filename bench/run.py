#!/usr/bin/env python3
"""Measures Weir, and Apache Flink on the same files in the same run, in turns.

    bench/run.py [--weir build/release/weir] [--cases NAME,...] [--rows N] [--no-flink] [--record FILE]

Throughput cases (Weir and Flink): json_filter_blackhole, json_tumble, flights.
Other cases: first_row (both), idle (both), restart and checkpoint (Weir only).

A throughput case runs each program --repeat times over the whole file and once over a short one. "events/s" is all rows
over the whole time from starting the process to its end; "net" leaves out the start: the difference of the
two runs' rows over the difference of their times ("-" when the file is too short for that). "net/CPU s" is the same
for CPU seconds, which a busy machine disturbs less. The ratios compare the net figures. Figures are medians.
"""
import argparse
import datetime
import json
import os
import platform
import re
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BENCH = os.path.join(ROOT, "bench")
FLINK = os.path.join(ROOT, "tests", "flink", "run.sh")
THROUGHPUT = ["json_filter_blackhole", "json_tumble", "flights"]
CASES = THROUGHPUT + ["first_row", "idle", "restart", "checkpoint"]
SMALL_ROWS = 1000
OUTPUTS = ["hourly_departures", "late_share"]


def stop(text):
    print(f"bench: {text}", file=sys.stderr)
    sys.exit(1)


def compiled(folder, name):
    """bench/<name>.c as a program in `folder`; was it made anew?"""
    os.makedirs(folder, exist_ok=True)
    program, source = os.path.join(folder, name), os.path.join(BENCH, name + ".c")
    if os.path.exists(program) and os.path.getmtime(program) >= os.path.getmtime(source):
        return program, False
    subprocess.run(["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", source, "-o", program], check=True)
    return program, True


class Data:
    """Input files, made once for each set of parameters and read once so that they are in the page cache."""

    def __init__(self, folder):
        self.folder = folder
        self.generator, is_new = compiled(folder, "gen_events")
        if is_new:
            for name in os.listdir(folder):  # made by another generator
                if name.endswith(".json"):
                    os.unlink(os.path.join(folder, name))

    def _make(self, name, command):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            with open(path + ".part", "wb") as file:
                subprocess.run(command, stdout=file, check=True)
            os.rename(path + ".part", path)
        with open(path, "rb", buffering=0) as file:
            buffer = bytearray(1 << 20)
            while file.readinto(buffer):
                pass
        return path

    def events(self, rows, keys, shape="wide"):
        return self._make(f"{shape}-{rows}-{keys}.json", [self.generator, str(rows), str(keys), shape])

    def flights(self, copies):
        return self._make(f"flights-{copies}.csv", [sys.executable, os.path.join(BENCH, "gen_flights.py"), str(copies)])


class Program:
    """Weir or Flink: how a script is started. Variables are filled in here, for both alike."""

    def __init__(self, name, command, environment=None):
        self.name = name
        self.command = command
        self.environment = dict(os.environ, **(environment or {}))

    def start(self, folder, case, variables, launcher=(), **pipes):
        with open(os.path.join(BENCH, "sql", case + ".sql"), encoding="utf-8") as file:
            script = file.read()
        variables = dict({"STATE": os.path.join(folder, "state"), "OUTPUT": os.path.join(folder, "output")}, **variables)
        for key, value in variables.items():
            script = script.replace("${" + key + "}", str(value))
        if "${" in script:
            stop(f"{case}.sql has a variable without a value")
        path = os.path.join(folder, case + ".sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(script)
        return subprocess.Popen([*launcher, *self.command, path], cwd=folder, stdin=subprocess.DEVNULL, env=self.environment, **pipes)


def measured(report):
    """CPU seconds and peak MB that measure.c wrote."""
    with open(report, encoding="ascii") as file:
        user, system, peak = file.read().split()
    return float(user) + float(system), int(peak) / 1024


def check_measure(measure):
    """What this process holds must not count as the memory of those that it starts."""
    with tempfile.NamedTemporaryFile(prefix="weir-bench-") as report:
        ballast = bytearray(b"x") * (64 << 20)
        subprocess.run([measure, report.name, "true"], check=True)
        peak = measured(report.name)[1]
        if peak > len(ballast) / (1 << 20) / 4:
            stop(f"'true' is said to take {peak:.0f} MB: memory is measured wrongly here")


class Result:
    """A finished process: seconds, CPU seconds, peak MB, its stderr."""

    def __init__(self, program, folder, case, variables, measure):
        errors, report = os.path.join(folder, "stderr"), os.path.join(folder, "measured")
        started = time.monotonic()
        with open(errors, "wb") as file:
            process = program.start(folder, case, variables, launcher=[measure, report], stdout=subprocess.DEVNULL, stderr=file)
            process.wait()
        self.seconds = time.monotonic() - started
        self.cpu, self.rss_mb = measured(report)
        with open(errors, encoding="utf-8", errors="replace") as file:
            self.stderr = file.read()
        if process.returncode != 0:
            stop(f"{program.name}, {case}: exit status {process.returncode}\n{self.stderr[-3000:]}")

    def summary(self):
        """The key=value figures of Weir's last line."""
        match = re.search(r"^weir: job '.*' finished: (.*)$", self.stderr, re.M)
        return dict(re.findall(r"([\w-]+)=([\d.]+)", match.group(1))) if match else {}


def run(program, case, variables, keep_output=False):
    measure = variables.pop("MEASURE")
    with tempfile.TemporaryDirectory(prefix="weir-bench-", dir=variables.pop("WORK")) as folder:
        result = Result(program, folder, case, variables, measure)
        if keep_output:
            result.output = {name: visible_lines(os.path.join(folder, "output", name)) for name in OUTPUTS}
        return result


def visible_lines(folder):
    lines = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] not in "._"]
        for name in names:
            if name[0] not in "._":
                with open(os.path.join(top, name), encoding="utf-8") as file:
                    lines += file.read().splitlines()
    return sorted(lines)


def count_lines(path):
    with open(path, "rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def net(rows, full, small):
    """Rows a second without the start; None when the start is most of the time, so that the difference is noise."""
    return round(rows / (full - small)) if full - small > max(0.25 * small, 0.005) else None


def text(number):
    return "-" if number is None else f"{number:,}"


def throughput(case, programs, options, data):
    if case == "flights":
        full, small = data.flights(options.copies), data.flights(1)
    else:
        full, small = data.events(options.rows, options.keys), data.events(SMALL_ROWS, options.keys)
    rows, small_rows = count_lines(full), count_lines(small)
    print(f"\n{case}: {rows:,} rows, {os.path.getsize(full) / rows:.0f} bytes a row, parallelism {options.parallelism}")
    base = {"PARALLELISM": options.parallelism}
    full_runs = {program.name: [] for program in programs}
    small_runs = {program.name: [] for program in programs}
    for turn in range(options.repeat):  # in turns, so that a noisy neighbour hits both
        for program in programs:
            if program.name == "flink" and turn >= options.flink_repeat:
                continue
            small_runs[program.name].append(run(program, case, dict(base, INPUT=small, WORK=options.work, MEASURE=options.measure)))
            full_runs[program.name].append(
                run(program, case, dict(base, INPUT=full, WORK=options.work, MEASURE=options.measure), keep_output=case == "flights"))
    figures = {}
    for program in programs:
        runs, small_ones = full_runs[program.name], small_runs[program.name]
        seconds = statistics.median(each.seconds for each in runs)
        small_seconds = statistics.median(each.seconds for each in small_ones)
        cpu = statistics.median(each.cpu for each in runs)
        small_cpu = statistics.median(each.cpu for each in small_ones)
        figures[program.name] = {
            "rows": rows, "seconds": round(seconds, 3), "small_seconds": round(small_seconds, 3),
            "events_per_second": round(rows / seconds),
            "net_events_per_second": net(rows - small_rows, seconds, small_seconds),
            "cpu_seconds": round(cpu, 2), "small_cpu_seconds": round(small_cpu, 2),
            "net_events_per_cpu_second": net(rows - small_rows, cpu, small_cpu),
            "peak_mb": round(max(each.rss_mb for each in runs), 1)}
        rows_in = runs[0].summary().get("rows-in")
        if program.name == "weir" and rows_in is not None and int(rows_in) != rows:
            if int(rows_in) % rows != 0 or int(rows_in) == 0:
                stop(f"weir, {case}: rows-in={rows_in}, but the file has {rows}")
            print(f"  note: weir read the file {int(rows_in) // rows} times")
    if case == "flights" and len(programs) == 2:
        weir_out, flink_out = (full_runs[name][0].output for name in ("weir", "flink"))
        for name in OUTPUTS:
            if weir_out[name] != flink_out[name]:
                stop(f"flights: {name} differs: {len(weir_out[name])} rows of Weir, {len(flink_out[name])} of Flink")
        print("  both wrote the same rows: " + ", ".join(f"{name} {len(weir_out[name]):,}" for name in OUTPUTS))
    print(f"  {'':<8}{'events/s':>12}{'net':>12}{'net/CPU s':>12}{'seconds':>10}{'CPU s':>9}{'start s':>9}{'peak MB':>9}")
    for name, figure in figures.items():
        print(f"  {name:<8}{figure['events_per_second']:>12,}{text(figure['net_events_per_second']):>12}"
              f"{text(figure['net_events_per_cpu_second']):>12}{figure['seconds']:>10.2f}{figure['cpu_seconds']:>9.2f}"
              f"{figure['small_seconds']:>9.3f}{figure['peak_mb']:>9.0f}")
    if len(figures) == 2:
        for key, unit in (("net_events_per_second", "events/s"), ("net_events_per_cpu_second", "events per CPU second")):
            weir, flink = figures["weir"][key], figures["flink"][key]
            if weir and flink:
                figures["ratio_" + key] = round(weir / flink, 1)
                print(f"  ratio   {weir / flink:>12.1f} times Flink's {unit} (net)")
    return figures


def seconds_to_first_byte(program, folder, case, variables, kill=False):
    """Starts the script; seconds until stdout has something. Leaves the process running unless `kill`."""
    with open(os.path.join(folder, "stderr"), "ab") as errors:
        started = time.monotonic()
        process = program.start(folder, case, variables, stdout=subprocess.PIPE, stderr=errors)
        ready, _, _ = select.select([process.stdout], [], [], 120)
        seconds = time.monotonic() - started
    if not ready or not os.read(process.stdout.fileno(), 1):
        process.kill()
        process.wait()
        with open(os.path.join(folder, "stderr"), encoding="utf-8", errors="replace") as file:
            stop(f"{program.name}, {case}: no row came\n{file.read()[-3000:]}")
    if kill:
        process.kill()
        process.wait()
        process.stdout.close()
    return seconds, process


def first_row(programs, options, data):
    small = data.events(SMALL_ROWS, options.keys)
    figures = {}
    print("\nfirst_row: from starting the process to the first row on stdout")
    for program in programs:
        times = []
        for _ in range(3 if program.name == "flink" else 20):
            with tempfile.TemporaryDirectory(prefix="weir-bench-", dir=options.work) as folder:
                times.append(seconds_to_first_byte(program, folder, "first_row", {"INPUT": small}, kill=True)[0])
        figures[program.name] = {"median_ms": round(statistics.median(times) * 1000, 1), "max_ms": round(max(times) * 1000, 1)}
        print(f"  {program.name:<8}median {figures[program.name]['median_ms']:,} ms, worst of {len(times)} {figures[program.name]['max_ms']:,} ms")
    return figures


def proc_status(pid, key):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(rf"^{key}:\s+(\d+) kB", file.read(), re.M).group(1)) / 1024


def cpu_ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle(programs, options, data):
    small = data.events(SMALL_ROWS, options.keys)
    figures = {}
    print("\nidle: a watched folder in which nothing happens")
    for program in programs:
        with tempfile.TemporaryDirectory(prefix="weir-bench-", dir=options.work) as folder:
            watched = os.path.join(folder, "input")
            os.mkdir(watched)
            shutil.copy(small, os.path.join(watched, "a.json"))
            with open(os.path.join(folder, "stderr"), "wb") as errors:
                process = program.start(folder, "idle", {"INPUT": watched}, stdout=subprocess.DEVNULL, stderr=errors)
                time.sleep(15 if program.name == "flink" else 3)
                before = cpu_ticks(process.pid)
                time.sleep(5)
                if process.poll() is not None:
                    with open(os.path.join(folder, "stderr"), encoding="utf-8", errors="replace") as file:
                        stop(f"{program.name}, idle: ended by itself with {process.returncode}\n{file.read()[-3000:]}")
                figures[program.name] = {"rss_mb": round(proc_status(process.pid, "VmRSS"), 1),
                                         "peak_mb": round(proc_status(process.pid, "VmHWM"), 1),
                                         "cpu_percent": round((cpu_ticks(process.pid) - before) / 5 * 100, 1)}
                process.send_signal(signal.SIGTERM)
                process.wait()
        figure = figures[program.name]
        print(f"  {program.name:<8}{figure['rss_mb']:,} MB resident, peak {figure['peak_mb']:,} MB, {figure['cpu_percent']} % of a core")
    return figures


def drain(process, seconds):
    """Reads and forgets stdout for so long, so that the program is not held up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ready, _, _ = select.select([process.stdout], [], [], end - time.monotonic())
        if ready and not os.read(process.stdout.fileno(), 1 << 20):
            stop("weir, restart: the job ended before it was killed")


def folder_bytes(folder):
    return max((os.path.getsize(os.path.join(top, name)) for top, _, names in os.walk(folder) for name in names), default=0)


def restart(weir, options, data):
    events = data.events(3000000, 20000, "narrow")
    times = []
    print("\nrestart: SIGKILL, the same command again, first new row handed to the sink")
    with tempfile.TemporaryDirectory(prefix="weir-bench-", dir=options.work) as folder:
        for number in range(9):
            seconds, process = seconds_to_first_byte(weir, folder, "restart", {"INPUT": events})
            if number > 0:
                times.append(seconds)
            drain(process, 3.3 if number == 0 else 1.7)
            process.kill()
            process.wait()
            process.stdout.close()
        state = folder_bytes(os.path.join(folder, "state"))
        with open(os.path.join(folder, "stderr"), encoding="utf-8", errors="replace") as file:
            resumed = len(re.findall(r"^.*\bresum.*$", file.read(), re.M))
    if resumed < len(times):
        stop(f"restart: {len(times)} restarts, but only {resumed} said that they resumed")
    figures = {"weir": {"median_ms": round(statistics.median(times) * 1000, 1), "max_ms": round(max(times) * 1000, 1),
                        "largest_state_file_bytes": state}}
    print(f"  weir    median {figures['weir']['median_ms']} ms, worst of {len(times)} {figures['weir']['max_ms']} ms; largest state file {state:,} bytes")
    return figures


def checkpoint(weir, options, data):
    events = data.events(8000000, 1000000, "hot")
    print("\ncheckpoint: 1,000,000 keys, a tenth changed between checkpoints; time of a batch in microseconds")
    figures = {}
    for _ in range(options.repeat):
        for label, interval in (("every second", "1 s"), ("none", "1 h")):
            result = run(weir, "checkpoint", {"INPUT": events, "INTERVAL": interval, "WORK": options.work, "MEASURE": options.measure})
            match = re.search(r"batch-times (.*)", result.stderr)
            if not match:
                stop(f"checkpoint: no batch-times on stderr\n{result.stderr[-2000:]}")
            times = {key: int(float(value)) for key, value in re.findall(r"(p[\d.]+|max)=([\d.]+)us", match.group(1))}
            times["checkpoints"] = int(float(result.summary().get("checkpoints", "0")))
            figures.setdefault(label, []).append(times)
    for label, runs in figures.items():
        figures[label] = {key: statistics.median(each[key] for each in runs) for key in runs[0]}
        print(f"  {label:<14}" + "  ".join(f"{key}={value:,.0f}" for key, value in figures[label].items()))
    figures["added_p99.9_ms"] = round((figures["every second"]["p99.9"] - figures["none"]["p99.9"]) / 1000, 2)
    print(f"  checkpoints add {figures['added_p99.9_ms']} ms to the p99.9 of a batch")
    return figures


def commit():
    answer = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short=12", "HEAD"], text=True, capture_output=True)
    return answer.stdout.strip() or "unknown"


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = re.search(r"^model name\s*:\s*(.*)$", file.read(), re.M)
    return f"{os.cpu_count()} x {model.group(1) if model else platform.machine()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", default=os.path.join(ROOT, "build", "release", "weir"))
    parser.add_argument("--cases", default=",".join(CASES), help="comma list of: " + ", ".join(CASES))
    parser.add_argument("--rows", type=int, default=5000000, help="rows of the JSON cases (310 bytes each)")
    parser.add_argument("--keys", type=int, default=100000)
    parser.add_argument("--copies", type=int, default=100, help="copies of January in the flights case")
    parser.add_argument("--parallelism", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--flink-repeat", type=int, default=2)
    parser.add_argument("--no-flink", action="store_true")
    parser.add_argument("--no-weir", action="store_true")
    parser.add_argument("--data", default=os.path.join(ROOT, "build", "bench"), help="folder of the input files")
    parser.add_argument("--work", default=None, help="folder for state and output (default: the system's temporary one)")
    parser.add_argument("--record", help="append the figures to this file, one JSON line a run")
    options = parser.parse_args()
    cases = options.cases.split(",")
    for case in cases:
        if case not in CASES:
            stop(f"unknown case '{case}'; there are {', '.join(CASES)}")
    options.data = os.path.abspath(options.data)
    weir = Program("weir", [os.path.abspath(options.weir), "run", "--quiet"])
    programs = [] if options.no_weir else [weir]
    if not options.no_flink:
        if not os.path.exists(FLINK) or not shutil.which("java"):
            stop("no Flink here (scripts/setup.sh --flink installs Java and Maven); --no-flink measures Weir alone")
        programs.append(Program("flink", [FLINK], {"FLINK_HEAP": os.environ.get("FLINK_HEAP", "4g")}))
    if not options.no_weir and not os.access(weir.command[0], os.X_OK):
        stop(f"{weir.command[0]} is not there; build it first, or name it with --weir")
    print(f"bench: commit {commit()}, {machine()}, {datetime.date.today()}")
    data = Data(options.data)
    options.measure, _ = compiled(options.data, "measure")
    check_measure(options.measure)
    figures = {}
    for case in cases:
        if case in THROUGHPUT:
            figures[case] = throughput(case, programs, options, data)
        elif case == "first_row":
            figures[case] = first_row(programs, options, data)
        elif case == "idle":
            figures[case] = idle(programs, options, data)
        elif not options.no_weir:
            figures[case] = restart(weir, options, data) if case == "restart" else checkpoint(weir, options, data)
    if not options.no_weir:
        size = os.path.getsize(weir.command[0])
        figures["binary_bytes"] = size
        print(f"\nbinary: {size / 1e6:.1f} MB")
    if options.record:
        line = {"commit": commit(), "date": str(datetime.date.today()), "machine": machine(),
                "command": "bench/run.py " + " ".join(sys.argv[1:]), "figures": figures}
        with open(options.record, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
