"""Brokers that die, stop, do not answer, answer late or slowly; and who may not come in."""

import os
import subprocess
import time

from harness import Admin, Broker, Job, Proxy, brokers, case, check, quick, until

MEMORY_MAX_MB = 400


def memory_mb(run):
    """The most that the process has held."""
    with open(f"/proc/{run.pid}/status", encoding="ascii") as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmHWM")) // 1024


@case
def broker_killed_and_stopped(w):
    """SIGKILL and SIGSTOP of the broker: Weir lives on by itself."""
    times = w.times(6)
    with w.own_broker(session_timeout_ms=2000) as (broker, admin, _):
        job = Job(w, "", broker=broker, admin=admin)
        with job.feeding():
            run = job.start()
            job.until_moving(run)
            for number in range(times):
                time.sleep(w.random.uniform(0.1, 1.0))
                if number % 2 == 0:
                    broker.kill9()
                    time.sleep(w.random.choice((0, w.random.uniform(0, 3))))
                    broker.restart()
                else:
                    broker.pause()
                    time.sleep(w.random.uniform(0.5, 5))
                    broker.resume()
                job.until_moving(run, 50)
                if number % 3 == 2: # both at once
                    broker.pause()
                    run.kill()
                    broker.resume()
                    run = job.start()
                    job.until_moving(run)
        job.finish(run)
        job.check()
        w.note(f"{times} times, {len(job.runs)} starts of Weir")
        job.close()


def outcome_unknown(w, name, make, steps=("EndTxn", "TxnOffsetCommit", "AddOffsetsToTxn"), times=2):
    """Weir lives on, and finds out what has happened."""
    job = Job(w, name, bootstrap=w.proxy.address, options={table: {"properties.socket.timeout.ms": 2000, "properties.request.timeout.ms": 1500}
                                                            for table in ("copies", "totals", "windows")})
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        for step in steps:
            for _ in range(times):
                rule = make(step)
                rule.wait(30)
                job.until_moving(run, 50)
                rule.remove()
                job.watch.check()
    job.finish(run)
    job.check()


@quick
def connection_cut_behind_a_commit(w):
    """The request was sent: nobody knows whether it arrived."""
    outcome_unknown(w, "", w.proxy.cut_after)


@case
def answer_of_a_commit_is_lost(w):
    """The broker has done it: the connection is cut in place of the answer, or stays and says nothing."""
    outcome_unknown(w, "cut", w.proxy.cut_reply)
    outcome_unknown(w, "dropped", w.proxy.drop_reply, times=1)


@case
def request_of_a_commit_is_lost(w):
    outcome_unknown(w, "", w.proxy.cut_before)


def delayed(w, job, proxy, times):
    """A request is held back, and let go when a later transaction is open (EndTxn: KAFKA-17754)."""
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        for number in range(times):
            for step in ("EndTxn", "TxnOffsetCommit") if number else ("EndTxn", "TxnOffsetCommit", "AddOffsetsToTxn", "AddPartitionsToTxn", "Produce"):
                held = proxy.hold_and_cut_client(step)
                held.wait(30)
                job.until_moving(run, 30 + 60 * (number % 2)) # Weir has found out and gone on
                later = proxy.hold("Produce", skip=1) # a transaction is open and has something in it
                later.wait(30)
                held.remove()
                time.sleep(0.3)
                later.remove()
                job.until_moving(run, 50)
                job.watch.check()
    job.finish(run)
    job.check()


@case
def commit_delayed_past_the_next_transaction(w):
    delayed(w, Job(w, "", bootstrap=w.proxy.address), w.proxy, w.times(3))


@case
def commit_delayed_past_the_next_transaction_version_1(w):
    """Here a late EndTxn of the same producer epoch would end the next transaction: the id must have been taken anew."""
    with w.own_broker(proxied=True, transaction_version=1) as (broker, admin, proxy):
        job = Job(w, "", broker=broker, admin=admin, bootstrap=proxy.address)
        delayed(w, job, proxy, w.times(3))
        job.close()


@case
def slow_stalled_and_cut_connections(w):
    """Half open in each direction, 1 KB/s, up to half a second for each frame, resets, refused connections."""
    job = Job(w, "", bootstrap=w.proxy.address, options={table: {"properties.socket.timeout.ms": 3000} for table in ("copies", "totals", "windows")})
    proxy = w.proxy
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        for do, undo, seconds in ((lambda: proxy.stall("up"), proxy.unstall, 3), (lambda: proxy.stall("down"), proxy.unstall, 5),
                                  (proxy.stall, proxy.unstall, 2), (lambda: proxy.throttle(1024), lambda: proxy.throttle(None), 6),
                                  (lambda: proxy.latency(0, 0.5), lambda: proxy.latency(0), 6), (proxy.cut, lambda: None, 0),
                                  (proxy.refuse, proxy.accept, 3)):
            do()
            time.sleep(seconds)
            undo()
            job.until_moving(run, 50)
            job.watch.check()
        held = memory_mb(run)
        check(held < MEMORY_MAX_MB, f"Weir held {held} MB")
    job.finish(run)
    job.check()
    w.note(f"at most {held} MB")


# -- who may come in ------------------------------------------------------------------------------------

SECRET = "wrong-secret-4711"


def no_secret(job, *secrets):
    """Nothing that a process said or kept holds a password."""
    for place, _, names in (*os.walk(job.folder), *os.walk(job.said_folder)):
        for name in names:
            if name == "job.sql":
                continue
            with open(os.path.join(place, name), "rb") as f:
                data = f.read()
            for secret in secrets:
                check(secret.encode() not in data, f"{name} holds a password")


@case
def wrong_credentials_are_named(w):
    job = Job(w, "", bootstrap=w.broker.secure, properties=w.broker.secure_options("PLAIN", password=SECRET), settings={"weir.start-timeout": "5 s"}, watch=False)
    run = job.start()
    status = run.wait()
    check(status in (1, 2), f"exit status {status}; it said:\n{run.err()}")
    check("uthentication" in run.err(), f"it does not speak of authentication, but:\n{run.err()}")
    explained = subprocess.run([w.weir, "explain", "job.sql"], cwd=job.folder, capture_output=True, check=False)
    with open(os.path.join(job.folder, "explain.txt"), "wb") as f:
        f.write(explained.stdout + explained.stderr)
    no_secret(job, SECRET)


@case
def unknown_host_is_named(w):
    job = Job(w, "", bootstrap="no-such-host.invalid:9092", settings={"weir.start-timeout": "3 s"}, watch=False)
    job.start().refused(1, r"no-such-host\.invalid")


@case
def expired_certificate_is_named(w):
    broker = Broker(tls=True)
    w.stack.callback(broker.close)
    brokers.make_certificates(broker.file("tls"), days=0)
    broker.start()
    job = Job(w, "", broker=w.broker, bootstrap=broker.secure, properties=broker.secure_options("PLAIN"), settings={"weir.start-timeout": "5 s"}, watch=False)
    job.start().refused(2, "certificate")
    no_secret(job, brokers.PASSWORD)
    broker.close()


@case
def user_removed_while_running(w):
    """Connections that are made anew are refused: Weir says why, waits longer each time, and goes on when the user is back."""
    with Proxy(frames=False) as proxy:
        broker = Broker(secure_advertised=proxy.address)
        try:
            proxy.target = broker.secure
            broker.start()
            with Admin(broker.bootstrap) as admin:
                admin.set_user("other", SECRET)
                time.sleep(0.5)
                job = Job(w, "", broker=broker, admin=admin, bootstrap=proxy.address, environment={"LD_LIBRARY_PATH": brokers.newer_librdkafka()},
                          properties=broker.secure_options("SCRAM-SHA-256", user="other", password=SECRET))
                with job.feeding():
                    run = job.start()
                    job.until_moving(run)
                    admin.delete_user("other")
                    time.sleep(0.5)
                    proxy.cut()
                    until(lambda: "uthentication" in run.err(), "word about authentication", 60)
                    check(not run.ended(), f"Weir ended, status {run.process.poll()}:\n{run.err()}")
                    admin.set_user("other", SECRET)
                    job.until_moving(run, 50)
                job.finish(run)
                job.check()
                no_secret(job, SECRET)
                lines = run.err().count("\n")
                check(lines < 200, f"it said {lines} lines")
                job.close()
        finally:
            broker.close()
