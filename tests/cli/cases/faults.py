"""Disks that are full or fail: the job pauses or restarts, says so, and loses and repeats nothing."""

import os
import shutil
import signal
import subprocess
import time

from harness import COPY, WINDOWS, Skip, case, events, for_each, paced, window_rows, windows_of


@for_each([6, 12, 20, 33, 47])
def disk_full_for_a_while(t, at):
    """F17: the job pauses, says so, and goes on when there is room."""
    t.file("events.json", events(300))
    t.script(WINDOWS if at % 2 else COPY)
    result = t.run("run", "-D", "weir.checkpoint.rows=30", "job.sql", env={"WEIR_TEST_IO": f"failfrom@{at}:ENOSPC:8"}, timeout=20)
    t.says(result, "No space left")
    if result.status == 1 and "its outcome is unknown" in result.err:  # only when the sync of a directory fails
        result = t.run("run", "job.sql")
    else:
        t.says(result, "paused")
    t.equal(result.status, 0, result)
    if at % 2:
        t.equal(window_rows(t), windows_of(300))
    else:
        t.equal(t.ids(), list(range(300)))
    t.clean()


def mount_works():
    return subprocess.run(mounting("true"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def mounting(command):
    line = f"mount -t tmpfs -o size=300k none /mnt && {command}"
    return ["unshare", "-m" if os.geteuid() == 0 else "-Urm", "sh", "-c", line]


@for_each(["output", "checkpoints"])
def small_disk_that_fills_up(t, what):
    """F17, with a real file system: room is made while the job waits."""
    if not shutil.which("unshare") or not mount_works():
        raise Skip("no mount namespace can be made here")
    t.file("events.json", events(4000))
    sql = COPY.replace("'out'", "'/mnt/out'") if what == "output" else COPY
    t.script(sql)
    settings = ["-D", "weir.checkpoint.rows=500"] + (["-D", "execution.checkpointing.dir=/mnt/ck"] if what == "checkpoints" else [])
    script = f'mount -t tmpfs -o size=100k none /mnt && head -c 80k /dev/zero >/mnt/filler; exec "$0" "$@"'
    running = t.start("run", *settings, "job.sql", under=["unshare", "-m" if os.geteuid() == 0 else "-Urm", "sh", "-c", script])
    running.until_said("paused")
    time.sleep(0.05)
    t.check(running.process.poll() is None, "it waits")
    os.unlink(f"/proc/{running.pid}/root/mnt/filler")
    if what == "output":  # all of it does not fit: a consumer takes files away
        taken = []
        while running.process.poll() is None:
            place = f"/proc/{running.pid}/root/mnt/out"
            try:
                for name in sorted(os.listdir(place)):
                    if name[0] not in "._":
                        with open(os.path.join(place, name)) as f:
                            taken.append((name, f.read()))
                        os.unlink(os.path.join(place, name))
            except OSError:
                pass
            time.sleep(0.01)
        result = running.wait()
        t.equal(result.status, 0, result)
        return
    result = running.wait()
    t.equal(result.status, 0, result)
    t.equal(t.ids(), list(range(4000)))
    t.clean()


@case
def stopped_while_the_disk_is_full(t):
    t.file("events.json", events(300))
    t.script(COPY)
    running = t.start("run", "-D", "weir.checkpoint.rows=30", "job.sql", env={"WEIR_TEST_IO": "failfrom@25:ENOSPC:100000000"})
    running.until_said("paused")
    running.send(signal.SIGTERM)
    try:
        running.process.wait(2)
    except subprocess.TimeoutExpired:
        running.send(signal.SIGTERM)  # the second one ends it at once
        t.check("a second signal stops at once" in running.err() or "restarted" in running.err(), running.err())
    result = running.wait(5)
    t.check(result.status in (0, 1), result)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))
    t.clean()


@for_each(["EIO", "EROFS", "EDQUOT", "EINTR"])
def one_operation_fails(t, errno):
    """F16, F18, F20: at any operation; what was said to be done is done, and the next start makes it whole."""
    for at in sorted(t.random.sample(range(1, 60), 7)):
        shutil.rmtree(t.path("out"), ignore_errors=True)
        shutil.rmtree(t.path(".weir"), ignore_errors=True)
        t.file("events.json", events(100))
        t.script(WINDOWS)
        first = t.run("run", "-D", "weir.checkpoint.rows=20", "job.sql", env={"WEIR_TEST_IO": f"fail@{at}:{errno}"}, timeout=20)
        t.check(first.status in (0, 1), first)
        if first.status == 1:
            t.matches(first, r"error: ")
        t.run("run", "job.sql", expect=0)
        t.equal(window_rows(t), windows_of(100), f"{errno} at {at}")
        t.clean()


@for_each([1, 2, 3, 5, 8, 12])
def a_sync_fails(t, at):
    """F19: never tried again on the same file."""
    t.file("events.json", events(100))
    t.script(COPY)
    first = t.run("run", "-D", "weir.checkpoint.rows=20", "job.sql", env={"WEIR_TEST_IO": f"sync@{at}"}, timeout=20)
    t.check(first.status in (0, 1), first)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(100)))
    t.clean()


@case
def short_writes(t):
    for at in range(1, 40, 6):
        shutil.rmtree(t.path("out"), ignore_errors=True)
        shutil.rmtree(t.path(".weir"), ignore_errors=True)
        t.file("events.json", events(100))
        t.script(COPY)
        t.run("run", "-D", "weir.checkpoint.rows=20", "job.sql", env={"WEIR_TEST_IO": f"short@{at}"}, expect=0)
        t.equal(t.ids(), list(range(100)))


@case
def file_size_limit(t):
    """F17: RLIMIT_FSIZE; its signal must not end the process."""
    t.file("events.json", events(3000))
    t.script(COPY)
    running = t.start("run", "-D", "weir.checkpoint.rows=3000", "job.sql", under=("sh", "-c", 'ulimit -f 40; trap "" XFSZ; exec "$0" "$@"'))
    try:
        running.process.wait(1)
    except subprocess.TimeoutExpired:
        running.send(signal.SIGTERM)
        try:
            running.process.wait(1)
        except subprocess.TimeoutExpired:
            running.send(signal.SIGTERM)
    result = running.wait(5)
    t.check(result.status in (0, 1), result)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(3000)))
    t.clean()


@case
def no_more_file_descriptors(t):
    """F20"""
    for i in range(30):
        t.file(f"in/{i:02}.json", events(5, first=i * 5))
    t.script(COPY.replace("'events.json'", "'in'"))
    for limit in (5, 6, 8, 10, 12):
        result = t.run("run", "--fresh", "job.sql", under=("sh", "-c", f'ulimit -n {limit}; exec "$0" "$@"'))
        t.check(result.status in (0, 1, 2), result)
        if result.status != 0:
            t.matches(result, r"(?i)too many open files|cannot open shared object|error while loading")
    shutil.rmtree(t.path("out"), ignore_errors=True)
    t.run("run", "--fresh", "job.sql", expect=0)
    t.equal(t.ids(), list(range(150)))


@case
def unknown_fault_for_tests_is_said(t):
    t.file("events.json", events(3))
    t.script(COPY)
    t.says(t.run("run", "job.sql", env={"WEIR_TEST_IO": "explode@3"}, expect=2), "explode@3")
