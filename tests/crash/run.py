#!/usr/bin/env python3
"""run.py - crash tests: the program dies, or its disk fails, at every durable operation; nothing may be lost or doubled.

    tests/crash/run.py --weir build/release/weir [--quick|--soak] [--only TEXT] [--list] [--workers N]

Ways of failing ("schedules"), for each of several small jobs (jobs.py):
  images-<policy>  a power loss behind every durable operation: the disk images of model.py, recovered by the program
  kill             SIGKILL at every durable operation, by WEIR_TEST_IO
  shim             the same from outside, by LD_PRELOAD; and the counts of both are equal
  memory           every allocation fails, from the n-th on
  error-<what>     every operation fails once (or from there on), with each error; then a run without faults
  error-in-recovery  an operation of the start after a kill fails
  double           the recovery is killed, or loses power, at each of its own operations
  triple           and the recovery behind that, too, sampled
  kill-then-power  SIGKILL, and a power loss during the next start
  storm            an operation fails, and the power goes later
  lint             the trace alone: every rename stands between the syncs that it needs
  signal           SIGTERM, SIGINT, SIGHUP, SIGABRT, SIGSEGV at seeded moments
  flip             a changed byte anywhere in the folder of a killed job
  scene            single stories: see scenes.py
What must hold behind each is in holds.py; the cases are in cases.py. The last line is "N passed, N failed", in cases; a case is one way of
failing of one job, and fails with any of its schedules. The exit status is 0 when nothing failed.
"""
import argparse
import multiprocessing
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from cases import all_cases  # noqa: E402
from place import Failure, Place  # noqa: E402


def work(options, worker, results):
    """Takes each worker_count-th schedule of every case. Every worker makes its own recordings."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o022)
    place = Place(options, worker)
    for case in options.cases:
        started, count, failures, index = time.monotonic(), 0, [], -1
        step = case.quick_step if options.quick else 1 if options.soak else case.full_step
        try:
            for index, (text, function) in enumerate(case.schedules(place)):
                # the first, and then one of `step`; offset by the place, so that all kinds of operations get their turn
                if (index // options.workers) % step or index % options.workers != worker:
                    continue
                if options.stopped.is_set():
                    break
                try:
                    count += function() or 1
                except Failure as failure:
                    count += 1
                    failures.append(f"{text}: {failure}")
                    if options.first:
                        options.stopped.set()
                    if len(failures) >= options.failures_max:
                        failures.append("... and more were not tried")
                        break
        except Failure as failure:
            failures.append(str(failure))
            if options.first:
                options.stopped.set()
        except Exception:  # a mistake in the tests is a failure, too
            failures.append(traceback.format_exc())
        results.put((case.name, count, failures, time.monotonic() - started))
    shutil.rmtree(place.base, ignore_errors=True)
    results.put(None)


def build_shim(base):
    path = os.path.join(base, "shim.so")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", path, os.path.join(HERE, "shim.c"), "-ldl"], check=True)
    return path


def run_cases(options):
    """case name -> (schedules, failures); prints as it goes."""
    results = multiprocessing.Queue()
    options.stopped = multiprocessing.Event()
    processes = [multiprocessing.Process(target=work, args=(options, worker, results))
                 for worker in range(options.workers)]
    for process in processes:
        process.start()
    total = {case.name: [0, [], 0, 0.0] for case in options.cases}
    running = len(processes)
    while running:
        try:
            result = results.get(timeout=2)
        except queue.Empty:
            if not any(p.is_alive() for p in processes):
                break
            continue
        if result is None:
            running -= 1
            continue
        name, count, failures, seconds = result
        entry = total[name]
        entry[0] += count
        entry[1] += failures
        entry[2] += 1
        entry[3] = max(entry[3], seconds)
        if entry[2] == options.workers:
            if not options.terse:
                print(f"{'FAIL' if entry[1] else 'ok  '} {name}: {entry[0]} schedules, {entry[3]:.1f} s", flush=True)
            for failure in [] if options.terse else entry[1]:
                print("     " + failure.strip().replace("\n", "\n     "), flush=True)
    for process in processes:
        process.join()
    for name, entry in total.items():
        if entry[2] != options.workers:
            entry[1].append("a worker of the tests died")
        elif entry[0] == 0 and not entry[1] and not options.stopped.is_set():
            entry[1].append("no schedule was tried")
    return {name: (entry[0], entry[1]) for name, entry in total.items()}


def is_sanitized(weir):
    """Such a program has its own allocator and brings its own libraries: LD_PRELOAD and small limits do not fit it."""
    with open(weir, "rb") as file:
        data = file.read()
    return b"__asan_init" in data or b"__tsan_init" in data


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weir")
    parser.add_argument("--quick", action="store_true", help="about 3,000 schedules, two minutes")
    parser.add_argument("--soak", action="store_true", help="all of them")
    parser.add_argument("--only", default="", help="only cases whose name contains this (regular expression)")
    parser.add_argument("--list", action="store_true", help="prints the names of the cases")
    parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 1))
    parser.add_argument("--failures-max", type=int, default=5, help="per case and worker")
    parser.add_argument("--first", action="store_true", help="stops at the first failure")
    parser.add_argument("--terse", action="store_true", help="only the last lines")
    options = parser.parse_args(arguments)
    options.cases = [case for case in all_cases() if re.search(options.only, case.name)]
    return options


def main(arguments):
    options = parse(arguments)
    if options.list:
        print("\n".join(case.name for case in options.cases))
        return 0
    if not options.weir or not os.access(options.weir, os.X_OK):
        print("run.py: --weir must name the program", file=sys.stderr)
        return 2
    options.weir = os.path.abspath(options.weir)
    if is_sanitized(options.weir):
        left_out = [c for c in options.cases if re.search("/(shim|memory|address_space_limit)$", c.name)]
        options.cases = [c for c in options.cases if c not in left_out]
        print(f"{len(left_out)} cases are left out: they do not fit a program with sanitizers")
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    options.base = tempfile.mkdtemp(prefix="weir-crash-", dir=shared)
    options.kept = None if options.terse else tempfile.gettempdir()
    started = time.monotonic()
    try:
        options.shim = build_shim(options.base)
        results = run_cases(options)
    finally:
        shutil.rmtree(options.base, ignore_errors=True)
    failed = [name for name, (_, failures) in results.items() if failures]
    for name in failed:
        print(f"failed: {name}: {' '.join(results[name][1][0].split())}")
    print(f"schedules: {sum(count for count, _ in results.values())} in {time.monotonic() - started:.0f} s")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
