"""Weir is killed, stopped and woken, at any moment and at every step of a commit; and a second instance takes over."""

import contextlib
import os
import shutil
import sys
import time

from harness import HERE, Job, brokers, case, check, equal, killed, quick, until

sys.path.append(os.path.join(os.path.dirname(HERE), "crash"))
import model as disks  # noqa: E402

COMMIT_STEPS = ("AddOffsetsToTxn", "TxnOffsetCommit", "EndTxn")
START_STEPS = ("OffsetFetch", "InitProducerId", *COMMIT_STEPS)


@quick
def killed_at_random_moments(w):
    """SIGKILL again and again, in three jobs."""
    times = w.times(60)
    jobs = 3 if times >= 20 else 1
    for number in range(jobs):
        job = Job(w, str(number), parallelism=1 + number)

        def rescale(_, job=job):
            job.parallelism = w.random.randint(1, 4)
            job.write_script()
        with job.feeding():
            killed(job, times // jobs, while_down=rescale if number == 2 else None)
        job.finish()
        job.check()
    w.note(f"{times} kills")


@case
def stopped_at_random_moments(w):
    """SIGTERM: a last checkpoint, exit 0, and on from there; also while it starts."""
    times = w.times(12)
    job = Job(w, "")
    with job.feeding():
        for number in range(times):
            run = job.start()
            if number == 0:
                start_s = job.until_moving(run)
            else:
                time.sleep(w.random.uniform(0.02, start_s + 0.5))
            status = run.stop()
            check(status == 0 or (status == -15 and not run.err()), f"exit status {status}; it said:\n{run.err()[-3000:]}") # before it listens to signals
            if number % 3 == 2:
                job.agree()
                equal({key: len(rows) for key, rows in job.files().items()}, {key: n for (_, key), n in job.watch.copied.items()}, "the events in files and in copy")
    job.finish()
    job.check()
    w.note(f"{times} stops")


@case
def stopped_while_no_broker_answers(w):
    """SIGTERM waits for its checkpoint: until the brokers are back, or a second signal comes. Nothing is lost or written twice."""
    job = Job(w, "", bootstrap=w.proxy.address)
    with job.feeding():
        for how, undo, again in ((w.proxy.stall, w.proxy.unstall, False), (w.proxy.refuse, w.proxy.accept, False), (w.proxy.stall, w.proxy.unstall, True)):
            run = job.start()
            job.until_moving(run)
            how()
            time.sleep(w.random.uniform(0.2, 0.6))
            run.process.terminate()
            time.sleep(1.5)
            if again:
                began = time.monotonic()
                equal(run.stop(), 1, "exit status behind the second signal")
                check(time.monotonic() - began < 5, "the second signal did not end it at once")
            undo()
            if not again:
                equal(run.wait(), 0, "exit status")
            time.sleep(0.3)
            job.agree()
    job.finish()
    job.check()


def kill_at(w, job, step, how, starting):
    """Kills Weir at a request of its commit (or, starting, of its recovery).

    how: the broker never sees it; or sees it when the next process is at work already; or has done it."""
    rule = {"never sent": lambda: w.proxy.cut_before(step, times=None), "late": lambda: w.proxy.hold(step),
            "done": lambda: w.proxy.hold_reply(step)}[how]
    if starting:
        rule = rule()
        run = job.start()
    else:
        run = job.start()
        job.until_moving(run)
        rule = rule()
    rule.wait(30)
    check(not run.ended(), f"Weir ended by itself, status {run.process.poll()}; it said:\n{run.err()[-3000:]}")
    run.kill()
    if how == "late":
        next_ = job.start()
        job.until_moving(next_)
        rule.remove()
        job.until_moving(next_, 50)
        next_.kill()
    rule.remove()


def kill_at_steps(w, steps, starting):
    job = Job(w, "", bootstrap=w.proxy.address)
    kills = 0
    with job.feeding():
        if starting:
            run = job.start()
            job.until_moving(run)
            run.kill()
        for step in steps:
            for how in ("never sent", "late", "done"):
                kill_at(w, job, step, how, starting)
                job.agree()
                kills += 2 if how == "late" else 1
    job.finish()
    job.check()
    w.note(f"{kills} kills")


@case
def killed_at_every_step_of_a_commit(w):
    """Behind the manifest and before, in and behind the transaction's end."""
    kill_at_steps(w, COMMIT_STEPS, False)


@case
def killed_at_every_step_of_a_recovery(w):
    kill_at_steps(w, START_STEPS, True)


@case
def killed_at_durable_operations(w):
    """Between the output's flush and the manifest, behind the manifest, between Kafka's commit and that of the files."""
    job = Job(w, "")
    counter = os.path.join(job.folder, "operations")
    with job.feeding():
        run = job.start(environment={"WEIR_TEST_IO": f"count={counter}"})
        job.until_moving(run)
        run.kill()
        with open(counter, encoding="ascii") as f:
            start = int(f.read().strip() or 0)
        places = sorted(w.random.sample(range(1, start), min(start - 1, w.times(10)))) + list(range(start, start + w.times(20)))
        for number, place in enumerate(places):
            run = job.start(environment={"WEIR_TEST_IO": f"kill@{place}"})
            equal(run.wait(), -9, f"the end at operation {place}")
            job.watch.check()
            if number % 5 == 0:
                job.agree()
    job.finish()
    job.check()
    w.note(f"{len(places) + 1} kills")


# -- power losses ---------------------------------------------------------------------------------------

POLICIES = ("strict", "meta-early", "data-early", "torn", "dirop-reordered") # tests/crash/model.py says what they are


def on_disk(folder):
    """What a disk holds when everything is synced: {path: bytes}, None for a directory."""
    found = {}
    for place, folders, names in os.walk(folder):
        inside = os.path.relpath(place, folder)
        for name in folders + names:
            path = os.path.normpath(os.path.join(inside, name))
            with contextlib.nullcontext() if name in folders else open(os.path.join(place, name), "rb") as f:
                found[path] = f.read() if f else None
    return found


def power_loss(w, job, policy, stop):
    """Weir runs until stop() has returned; the disk keeps what `policy` says, the brokers keep everything."""
    before, record = on_disk(job.folder), f"{job.folder}.record"
    run = job.start(environment={"WEIR_TEST_IO": f"record={record}"})
    job.until_moving(run)
    go_on = stop()
    run.kill()
    with open(record, "rb") as f:
        ops = disks.parse_record(f.read(), job.folder)
    os.unlink(record)
    disk = disks.Disk(before)
    for op in ops:
        disk.apply(op)
    images = list(disk.images(policy)) or list(disk.images("strict"))
    shutil.rmtree(job.folder)
    os.makedirs(job.folder)
    disks.build(w.random.choice(images), job.folder)
    if go_on:
        go_on()
    job.wait_decided()


def held(proxy, step):
    """Stops at a request that the broker gets nevertheless."""
    def stop():
        rule = proxy.hold(step)
        rule.wait(30)
        return rule.remove
    return stop


@case
def power_lost_behind_the_decision(w):
    """The brokers show a checkpoint: then the disk must have it, whatever of the unsynced rest it has."""
    job = Job(w, "", bootstrap=w.proxy.address)
    losses = w.times(20)
    with job.feeding():
        for number in range(losses):
            at_commit = held(w.proxy, "EndTxn")
            at_random = lambda: time.sleep(w.random.uniform(0, 0.3))  # noqa: E731
            power_loss(w, job, POLICIES[number % len(POLICIES)], at_commit if number % 3 else at_random)
            job.watch.check()
    job.finish()
    job.check()
    w.note(f"{losses} power losses")


@case
def power_lost_with_two_clusters(w):
    """... and the outbox of the second cluster."""
    with w.own_broker(proxied=True) as (broker, admin, proxy):
        job = Job(w, "", sinks=("copy", "files", "second"), second=(broker, admin, proxy.address), bootstrap=w.proxy.address)
        losses = w.times(15)
        with job.feeding():
            for number in range(losses):
                power_loss(w, job, POLICIES[number % len(POLICIES)], held(w.proxy if number % 2 else proxy, "EndTxn"))
                job.watch.check()
                job.second_watch.check()
        job.finish()
        job.check()
        w.note(f"{losses} power losses")
        job.close()


# -- two instances --------------------------------------------------------------------------------------


def zombie(w, job, number):
    """Stops the process, starts a copy of everything elsewhere, wakes the first: it must end with 4 and change nothing."""
    first = job.start()
    job.until_moving(first)
    step = (None, "EndTxn", "AddOffsetsToTxn", "Produce")[number % 4]
    if step is None:
        time.sleep(w.random.uniform(0, 0.4))
        first.pause()
    else:
        held = w.proxy.hold(step)
        held.wait(30)
        first.pause()
    new = f"{job.folder}-{number}"
    shutil.copytree(job.folder, new)
    second = job.start(folder=new)
    job.until_moving(second)
    if step is not None:
        held.remove() # what the first one had sent arrives now
        job.until_moving(second, 20)
    first.resume()
    first.refused(4, "another instance", timeout_s=60)
    job.until_moving(second, 20)
    job.watch.check()
    job.folder = new
    return second


@case
def zombies_write_nothing(w):
    times = w.times(4)
    job = Job(w, "", bootstrap=w.proxy.address, sinks=("copy", "totals", "windows")) # files belong to one machine
    with job.feeding():
        for number in range(times):
            run = zombie(w, job, number)
            if number + 1 < times:
                run.kill()
    job.finish(run)
    job.check()
    w.note(f"{times} zombies")


@quick
def second_instance_of_one_folder_is_refused(w):
    job = Job(w, "", options={"files": {"path": os.path.join(w.folder, w.name + ".out")}})
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        job.start().refused(4, "another process|in use|lock")
        shutil.copytree(job.folder, job.folder + "-copy") # ... and one of a copy, as both write the same files
        job.start(folder=job.folder + "-copy").refused(4, "another process|in use|lock")
        job.until_moving(run, 20)
    job.finish(run)
    job.check()


# -- longer than a transaction lives --------------------------------------------------------------------


def timed_out(w, name, timeout_ms=2000, **options):
    tables = {table: {"properties.transaction.timeout.ms": timeout_ms} for table in ("copies", "totals", "windows")}
    return Job(w, name, options=tables, bootstrap=w.proxy.address, **options)


def open_transactions(job):
    return [one for one in job.admin.transactions(f"weir-{job.pipeline}") if one["state"] == "Ongoing"]


@case
def killed_for_longer_than_the_transaction_timeout(w):
    """Also behind the manifest, before the transaction's end: Flink would lose that epoch."""
    job = timed_out(w, "")
    with job.feeding():
        for step in (None, "AddOffsetsToTxn", "EndTxn"):
            run = job.start()
            job.until_moving(run)
            if step:
                rule = w.proxy.cut_before(step, times=None)
                rule.wait(30)
            run.kill()
            if step:
                rule.remove()
            until(lambda: not open_transactions(job), "end of the transaction by its timeout", 30)
            time.sleep(0.5)
            job.agree()
    job.finish()
    job.check()


@case
def stopped_for_longer_than_the_transaction_timeout(w):
    """SIGSTOP and SIGCONT: the process notices, goes back to the last checkpoint and on."""
    job = timed_out(w, "")
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        for step in (None, "AddOffsetsToTxn", "EndTxn"):
            if step:
                rule = w.proxy.hold(step)
                rule.wait(30)
            run.pause()
            until(lambda: not open_transactions(job), "end of the transaction by its timeout", 30)
            if step:
                rule.remove()
                time.sleep(0.2)
            run.resume()
            job.until_moving(run, 50)
            job.watch.check()
    job.finish(run)
    job.check()


@case
def an_open_transaction_ends_with_the_next_start(w):
    """Readers wait behind what a killed process left open, until it is started again, with another parallelism."""
    job = Job(w, "", bootstrap=w.proxy.address)
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        rule = w.proxy.cut_before("EndTxn", times=None)
        rule.wait(30)
        run.kill()
        rule.remove()
        equal(len(open_transactions(job)), 1, "transactions left open")
        stuck = sum(ends.committed for ends in job.admin.end_offsets([job.topics["copy"]]).values())
        time.sleep(0.5)
        equal(sum(ends.committed for ends in job.admin.end_offsets([job.topics["copy"]]).values()), stuck, "the end of what readers see")
        job.parallelism = 3
        job.write_script()
        run = job.start()
        took = job.until_moving(run)
        w.note(f"visible again {took:.1f} s behind the start")
    job.finish(run)
    job.check()


# -- other brokers and connections ----------------------------------------------------------------------


@case
def killed_with_transaction_version_1(w):
    """Brokers before Kafka 4: an epoch of the producer lives for many transactions."""
    with w.own_broker(proxied=True, transaction_version=1) as (broker, admin, proxy):
        equal(admin.cluster()["features"].get("transaction.version"), 1, "transaction.version")
        times = w.times(20)
        job = Job(w, "", broker=broker, admin=admin, bootstrap=proxy.address)
        with job.feeding():
            killed(job, times)
            shared, w.made["proxy"] = w.made.get("proxy"), proxy
            try:
                for step in COMMIT_STEPS:
                    kill_at(w, job, step, "late", False)
            finally:
                w.made["proxy"] = shared
                if shared is None:
                    del w.made["proxy"]
        job.finish()
        job.check()
        w.note(f"{times + 6} kills")
        job.close()


def secure(w, mechanism):
    job = Job(w, "", bootstrap=w.broker.secure, properties=w.broker.secure_options(mechanism),
              environment={"LD_LIBRARY_PATH": brokers.newer_librdkafka()} if mechanism != "PLAIN" else {})
    times = w.times(20)
    with job.feeding():
        killed(job, times)
    job.finish()
    job.check()
    w.note(f"{times} kills")


@case
def killed_over_tls_with_scram(w):
    """SASL_SSL, SCRAM-SHA-256, and with a newer librdkafka than the program was built with."""
    secure(w, "SCRAM-SHA-256")


@case
def killed_over_tls_with_plain(w):
    secure(w, "PLAIN")
