"""The job's folder: owned by one, damaged, copied, lost, open to others."""

import os
import shutil
import signal
import time

from harness import COPY, WINDOWS, case, events, for_each, paced, stopped_midway, window_rows, windows_of


@case
def second_instance_is_refused(t):
    """F35"""
    t.file("events.json", events(300))
    t.script(COPY)
    first = t.start("run", *paced(600), "job.sql")
    first.until(lambda: t.manifests(), "a checkpoint")
    os.kill(first.pid, signal.SIGSTOP)  # so that it cannot end before the others were refused
    try:
        for _ in range(3):
            second = t.run("run", "job.sql", expect=4)
            t.says(second, f"pid {first.pid}", ".weir/job")
    finally:
        os.kill(first.pid, signal.SIGCONT)
    t.equal(first.wait().status, 0)
    t.equal(t.ids(), list(range(300)))


@case
def many_at_once(t):
    t.file("events.json", events(200))
    t.script(COPY)
    all_of_them = [t.start("run", *paced(1000), "job.sql") for _ in range(6)]
    results = [one.wait() for one in all_of_them]
    t.check(all(result.status in (0, 4) for result in results), "\n".join(map(str, results)))
    t.check(any(result.status == 0 for result in results), results)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(200)))
    t.clean()


@case
def lock_of_a_killed_process_is_free(t):
    """F36: the kernel frees it; the pid in the file means nothing."""
    t.file("events.json", events(300))
    stopped_midway(t, COPY, how=signal.SIGKILL)
    t.check(t.read(".weir", "job", "lock").strip().isdigit(), "a pid stands in the lock")
    with open(t.path(".weir", "job", "lock"), "w") as f:
        f.write("1\n")  # somebody else has that number now
    result = t.run("run", "job.sql", expect=0)
    t.says(result, "resumed from checkpoint")
    t.equal(t.ids(), list(range(300)))


@case
def zombie_with_a_copy_of_the_folder(t):
    """F35: A sleeps; B has a copy of the folder, and with it a lock of its own. It is stopped where both write."""
    t.file("events.json", events(300))
    t.script(COPY)
    first = t.start("run", *paced(500, 10), "job.sql")
    first.until(lambda: t.manifests() and t.manifests()[-1] >= 2, "checkpoints")
    first.send(signal.SIGSTOP)
    time.sleep(0.01)
    shutil.copytree(t.path(".weir"), t.path("copy"))
    second = t.run("run", "-D", f"execution.checkpointing.dir={t.path('copy')}", "job.sql", expect=4)
    t.says(second, "copied or moved", f"pid {first.pid}")
    first.send(signal.SIGCONT)
    t.equal(first.wait().status, 0)
    t.equal(t.ids(), list(range(300)))
    t.clean()


@case
def killed_and_taken_over_with_a_copy(t):
    """F35: A is dead; B goes on from a copy; A's own folder has fallen behind and is refused."""
    t.may_die = True
    t.file("events.json", events(300))
    stopped_midway(t, COPY, how=signal.SIGKILL)
    shutil.copytree(t.path(".weir"), t.path("copy"))
    second = t.run("run", "-D", f"execution.checkpointing.dir={t.path('copy')}", "job.sql", expect=0)
    t.says(second, "copied or moved", "resumed from checkpoint")
    t.equal(t.ids(), list(range(300)))
    before = t.fingerprint("out")
    t.run("run", "job.sql", expect=3)
    t.check(t.fingerprint("out") == before, "nothing was touched")
    t.clean()


@case
def promised_file_vanishes_under_a_running_job(t):
    """F35, where locks do not reach: another instance discards what this one has open. It stops and says so."""
    t.file("events.json", events(2000))
    t.script(COPY)
    running = t.start("run", *paced(2000, 100), "job.sql")
    taken = []

    def take():
        for name in os.listdir(t.path("out")) if t.exists("out") else []:
            if name.endswith(".pending"):
                try:
                    os.unlink(t.path("out", name))
                    taken.append(name)
                except OSError:
                    pass
        return bool(taken)
    running.until(take, "a pending file")
    result = running.wait()
    t.equal(result.status, 4, result)
    t.says(result, "another instance of the job has taken over", taken[0])


@case
def many_jobs_write_into_one_directory(t):
    t.file("events.json", events(50))
    for name in ("a.sql", "b.sql"):
        t.script(COPY, name)
    both = [t.start("run", *paced(300), name) for name in ("a.sql", "b.sql")]
    for one in both:
        t.equal(one.wait().status, 0)
    t.equal(t.ids(), sorted(list(range(50)) * 2))
    t.clean()


@case
def folder_copied_to_another_place(t):
    t.file("events.json", events(300))
    stopped_midway(t, WINDOWS)
    shutil.copytree(t.path(".weir"), t.path("copy"))
    result = t.run("run", "-D", f"execution.checkpointing.dir={t.path('copy')}", "job.sql", expect=0)
    t.says(result, "copied or moved", "resumed from checkpoint")
    t.equal(window_rows(t), windows_of(300))
    # The original has fallen behind its own output now: it must not go on.
    before = t.fingerprint("out")
    result = t.run("run", "job.sql", expect=3)
    t.says(result, "--fresh")
    t.check(t.fingerprint("out") == before, "nothing was touched")


@case
def whole_project_moved(t):
    t.file("work/events.json", events(300))
    t.file("work/job.sql", WINDOWS)
    running = t.start("run", *paced(600), "job.sql", under=("sh", "-c", 'cd work && exec "$0" "$@"'))
    running.until(lambda: len(t.manifests(folder=t.path("work/.weir/job"))) >= 2, "checkpoints")
    t.equal(running.stop().status, 0)
    shutil.copytree(t.path("work"), t.path("moved"))
    shutil.rmtree(t.path("work"))
    t.run("run", "job.sql", under=("sh", "-c", 'cd moved && exec "$0" "$@"'), expect=0)
    t.equal(window_rows(t, "moved/out"), windows_of(300))


@case
def group_writable_folder_is_refused(t):
    t.file("events.json", events(30))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    os.chmod(t.job_folder(), 0o770)
    result = t.run("run", "job.sql")
    t.check(result.status in (1, 3), result)
    t.says(result, "may be written by others", "chmod 700")


@case
def folder_of_somebody_else_is_refused(t):
    from harness import Skip
    if os.geteuid() != 0:
        raise Skip("only root can make a folder of somebody else")
    t.file("events.json", events(30))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    os.chown(t.job_folder(), 65534, 65534)
    result = t.run("run", "job.sql")
    t.check(result.status in (1, 3), result)
    t.says(result, "belongs to user 65534")


@case
def lock_that_is_a_link_is_refused(t):
    t.file("events.json", events(30))
    t.script(COPY)
    os.makedirs(t.job_folder(), 0o700)
    os.chmod(t.job_folder(), 0o700)
    t.file("victim", "precious\n")
    os.symlink(t.path("victim"), t.path(".weir", "job", "lock"))
    result = t.run("run", "job.sql", expect=1)
    t.says(result, "lock", "link")
    t.equal(t.read("victim"), "precious\n")


@case
def folder_is_a_file(t):
    t.file("events.json", events(30))
    t.file(".weir", "I am a file\n")
    t.script(COPY)
    result = t.run("run", "job.sql", expect=1)
    t.says(result, ".weir")


def flip(path):
    with open(path, "rb") as f:
        data = bytearray(f.read())
    data[len(data) * 2 // 3] ^= 0x10
    with open(path, "wb") as f:
        f.write(data)


# Nothing is visible before the end: one window holds everything.
ONE_WINDOW = WINDOWS.replace("INTERVAL '10' SECOND", "INTERVAL '1' DAY")


def one_window(count):
    return windows_of(count, size_s=86400)


@for_each(["manifest", "state", "missing state", "swapped states"])
def damaged_checkpoint_without_evidence(t, what):
    """The one before is used, and that is said: no sink shows anything of the damaged one."""
    t.file("events.json", events(400))
    stopped_midway(t, ONE_WINDOW, rate=1000, checkpoints=4)
    newest = t.manifests()[-1]
    states = sorted((name for name in os.listdir(t.job_folder()) if name.startswith("state-")), key=lambda name: [int(x) for x in name.split("-")[1:]])
    if what == "manifest":
        flip(t.path(".weir", "job", f"MANIFEST-{newest}"))
    elif what == "state":
        flip(t.path(".weir", "job", states[-1]))
    elif what == "missing state":
        os.unlink(t.path(".weir", "job", states[-1]))
    else:
        os.rename(t.path(".weir", "job", states[0]), t.path(".weir", "job", "x"))
        shutil.copy(t.path(".weir", "job", states[-1]), t.path(".weir", "job", states[0]))
        os.rename(t.path(".weir", "job", "x"), t.path(".weir", "job", states[-1]))
    result = t.run("run", "job.sql")
    if result.status == 3:  # both checkpoints may need the same file
        t.says(result, "none of the", "--fresh")
        return
    t.equal(result.status, 0, result)
    t.says(result, f"checkpoint {newest} is damaged", "resumed from checkpoint")
    t.equal(window_rows(t), one_window(400))


@case
def damaged_checkpoint_with_evidence(t):
    """Its output is visible: going on from the one before would write rows again."""
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    newest = t.manifests()[-1]
    while not any(f"-{newest}-" in path for path in t.part_files()):  # the last epoch may have been empty
        running = t.start("run", *paced(600), "job.sql")
        time.sleep(0.1)
        t.equal(running.stop().status, 0)
        newest = t.manifests()[-1]
    flip(t.path(".weir", "job", f"MANIFEST-{newest}"))
    before = t.fingerprint(".weir", "out")
    for _ in range(2):
        result = t.run("run", "job.sql", expect=3)
        t.says(result, f"checkpoint {newest} is damaged", "part-job-", "--fresh")
    t.check(t.fingerprint(".weir", "out") == before, "nothing was touched")


@case
def every_checkpoint_damaged(t):
    t.file("events.json", events(300))
    stopped_midway(t, ONE_WINDOW)
    for id in t.manifests():
        flip(t.path(".weir", "job", f"MANIFEST-{id}"))
    result = t.run("run", "job.sql", expect=3)
    t.says(result, "none of the", "--fresh")
    t.run("run", "--fresh", "job.sql", expect=0)
    t.equal(window_rows(t), one_window(300))


@case
def every_byte_of_a_manifest(t):
    """F14: no flipped byte gives a crash or a wrong answer."""
    t.file("events.json", events(60))
    stopped_midway(t, ONE_WINDOW, count=60, rate=200, checkpoints=3)
    path = t.path(".weir", "job", f"MANIFEST-{t.manifests()[-1]}")
    good = open(path, "rb").read()
    for at in t.random.sample(range(len(good)), min(60, len(good))):
        bad = bytearray(good)
        bad[at] ^= 1 << t.random.randrange(8)
        with open(path, "wb") as f:
            f.write(bad)
        result = t.run("checkpoint", "verify", ".weir/job", expect=1)
        t.check("damaged" in result.out, result)


@case
def truncated_and_empty_manifests(t):
    t.file("events.json", events(300))
    stopped_midway(t, ONE_WINDOW)
    newest = t.manifests()[-1]
    path = t.path(".weir", "job", f"MANIFEST-{newest}")
    data = open(path, "rb").read()
    for size in (0, 1, 8, len(data) // 2, len(data) - 1):
        with open(path, "wb") as f:
            f.write(data[:size])
        t.check("damaged" in t.run("checkpoint", "list", ".weir/job", expect=0).out, size)
    result = t.run("run", "job.sql", expect=0)
    t.says(result, f"checkpoint {newest} is damaged")
    t.equal(window_rows(t), one_window(300))


@case
def manifest_of_another_job(t):
    """F15"""
    t.file("events.json", events(300))
    stopped_midway(t, ONE_WINDOW)
    stopped_midway(t, ONE_WINDOW.replace("'out'", "'out2'"), job="other", name="other.sql")
    newest = max(t.manifests()[-1], t.manifests("other")[-1])
    shutil.copy(t.path(".weir", "other", f"MANIFEST-{t.manifests('other')[-1]}"), t.path(".weir", "job", f"MANIFEST-{newest + 5}"))
    result = t.run("run", "job.sql", expect=0)
    t.says(result, f"checkpoint {newest + 5} is damaged")
    t.equal(window_rows(t), one_window(300))


@case
def checkpoints_gone_but_output_there(t):
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    shutil.rmtree(t.path(".weir"))
    before = t.fingerprint("out")
    result = t.run("run", "job.sql", expect=3)
    t.says(result, "part-job-", "--fresh")
    t.check(t.fingerprint("out") == before, "nothing was touched")
    t.check(not t.manifests(), "no checkpoint was made")
    again = t.run("run", "job.sql", expect=3)
    t.run("run", "--fresh", "job.sql", expect=0)
    t.check(set(range(300)) <= set(t.ids()), "all rows of the new run")


@case
def checkpoints_gone_and_that_is_accepted(t):
    t.file("events.json", events(100))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    shutil.rmtree(t.path(".weir"))
    t.run("run", "job.sql", expect=3)
    t.run("run", "--accept-missing-evidence", "job.sql", expect=0)
    t.equal(t.ids(), sorted(list(range(100)) * 2), "the old output stays, the new run is whole")
    t.says(t.run("run", "job.sql", expect=0), "had already finished")
    t.clean()


@case
def output_gone_with_its_directory(t):
    """As when its disk is not mounted: the rows that are promised there would be lost."""
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    shutil.rmtree(t.path("out"))
    before = t.fingerprint(".weir")
    for _ in range(2):
        result = t.run("run", "job.sql", expect=3)
        t.says(result, "'copies'", "out is gone", "--accept-missing-evidence", "--fresh")
        t.check(t.fingerprint(".weir") == before and not t.exists("out"), "nothing was touched")
    t.run("run", "--accept-missing-evidence", "job.sql", expect=0)
    t.equal(t.ids()[-1], 299, "it went on")
    t.clean()


@case
def finished_job_whose_sink_is_taken_out(t):
    """Killed before the last rows were shown: they would be lost, so the edit is refused."""
    t.file("events.json", events(20))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    t.script(COPY.replace("copies", "others"))
    t.says(t.run("run", "job.sql", expect=3), "copies", "gone", "--fresh")


@case
def read_only_folder_of_the_script(t):
    from cases.bad_input import unprivileged
    t.file("events.json", events(10))
    t.script(COPY)
    under, program = unprivileged(t)
    os.chmod(t.path(), 0o555)
    result = t.run("run", "job.sql", under=under, weir=program, expect=1)
    t.says(result, "Permission denied", "execution.checkpointing.dir")
    os.chmod(t.path(), 0o755)


@case
def read_only_folder(t):
    from cases.bad_input import unprivileged
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    under, program = unprivileged(t)
    os.chmod(t.job_folder(), 0o555)
    result = t.run("run", "job.sql", under=under, weir=program, expect=1)
    t.says(result, ".weir/job", "Permission denied")
    os.chmod(t.job_folder(), 0o700)
    t.run("run", "job.sql", under=under, weir=program, expect=0)
    t.equal(t.ids(), list(range(300)))


@case
def identity_damaged(t):
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    flip(t.path(".weir", "job", "job"))
    before = t.fingerprint(".weir", "out")
    result = t.run("run", "job.sql", expect=3)
    t.says(result, ".weir/job/job", "--fresh")
    t.check(t.fingerprint(".weir", "out") == before, "nothing was touched")


@case
def name_of_another_job_in_the_folder(t):
    """F61: two scripts of one name in one checkpoint directory."""
    t.file("events.json", events(300))
    stopped_midway(t, COPY, more=["-D", f"execution.checkpointing.dir={t.path('ck')}"], folder=t.path("ck", "job"))
    t.file("other/job.sql", WINDOWS.replace("'out'", "'out2'"))
    result = t.run("run", "-D", f"execution.checkpointing.dir={t.path('ck')}", "other/job.sql", expect=3)
    t.says(result, "does not fit")


@case
def strange_files_in_the_folder(t):
    t.file("events.json", events(300))
    stopped_midway(t, WINDOWS)
    for name in ("MANIFEST-", "MANIFEST-x", "MANIFEST-007", "state-", "state-1", "notes.txt", "MANIFEST-99999999999999999999999"):
        t.file(f".weir/job/{name}", "x")
    os.mkdir(t.path(".weir", "job", "MANIFEST-dir"))
    t.run("run", "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(300))
    t.check(t.exists(".weir", "job", "notes.txt"), "what is not ours stays")
