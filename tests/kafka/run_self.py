#!/usr/bin/env python3
"""The tools of the Kafka tests, tested without Weir: broker, judges, proxy.

usage: run_self.py [--quick] [--list] [NAME ...]      (a NAME is a part of a case's name)
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import broker as brokers  # noqa: E402
from broker import Broker, BrokerError  # noqa: E402
from kafka import Admin, KafkaError, kcat_consume, kcat_metadata, kcat_produce  # noqa: E402
from proxy import Proxy  # noqa: E402

CASES = []


def case(function):
    CASES.append((function.__name__, function, True))
    return function


def slow(function):
    """Left out by --quick."""
    CASES.append((function.__name__, function, False))
    return function


class World:
    """One broker for all cases, with everything switched on, and its judges; started when first asked for."""

    def __init__(self):
        self.stack = contextlib.ExitStack()
        self.made = {}
        self.numbers = 0

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
            broker = Broker(tls=True, advertised=self.proxy.address, session_timeout_ms=2000)
            self.stack.callback(broker.close)
            self.proxy.target = broker.backend
            return broker.start()
        return self._get("broker", make)

    @property
    def admin(self):
        return self._get("admin", lambda: self.stack.enter_context(Admin(self.broker.bootstrap)))

    @property
    def proxied(self):
        """Java clients that only know the proxy."""
        def make():
            self.broker # noqa: B018
            return self.stack.enter_context(Admin(self.proxy.address))
        return self._get("proxied", make)

    def topic(self, partitions=1):
        self.numbers += 1
        self.admin.create_topic(f"topic-{self.numbers}", partitions)
        return f"topic-{self.numbers}"


def equal(found, wanted):
    assert found == wanted, f"found {found!r}, wanted {wanted!r}"


def refused(name, function, *arguments, **options):
    """The function must raise this error; returns its text."""
    try:
        function(*arguments, **options)
    except (KafkaError, BrokerError) as error:
        assert name in str(error), f"wanted {name}, found {error}"
        return str(error)
    raise AssertionError(f"wanted {name}, found no error")


def within(seconds, question):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.02)


def values(w, topic, committed=True):
    """The values that Java's reader sees, when kcat sees exactly the same records."""
    java = sorted(w.admin.consume(topic, committed=committed), key=lambda r: (r.partition, r.offset))
    equal([r._replace(headers=(), timestamp_type=None, leader_epoch=None) for r in java],
          kcat_consume(w.broker.bootstrap, topic, committed=committed))
    return [r.value for r in java]


# -- broker and judges ----------------------------------------------------------------------------------


@case
def a_reader_sees_what_was_committed(w):
    t = w.topic()
    w.admin.produce(t, ["plain"])
    w.admin.produce(t, ["committed"], transactional_id=t)
    w.admin.produce(t, ["aborted"], transactional_id=t, end="abort")
    equal(values(w, t), [b"plain", b"committed"])
    w.admin.produce(t, ["open"], transactional_id=t, end="open")
    w.admin.produce(t, ["behind it"])
    equal(values(w, t), [b"plain", b"committed"])
    equal(values(w, t, committed=False), [b"plain", b"committed", b"aborted", b"open", b"behind it"])
    w.admin.end_transaction(t)
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [b"plain", b"committed", b"open", b"behind it"])


@case
def all_bytes_keys_headers_and_times_come_back(w):
    t = w.topic(partitions=2)
    every = bytes(range(256))
    where = w.admin.produce(t, [{"key": every, "value": every, "partition": 1, "timestamp": 1234567890123,
                                 "headers": [("a", every), ("a", None), ("ü", b"")]},
                                ("tombstone", None, 1), (None, "", 1), ("", "ä", 1)])
    equal(where, [(1, 0), (1, 1), (1, 2), (1, 3)])
    found = w.admin.consume(t)
    equal([(r.key, r.value) for r in found], [(every, every), (b"tombstone", None), (None, b""), (b"", "ä".encode())])
    equal(found[0].headers, (("a", every), ("a", None), ("ü", b"")))
    equal((found[0].timestamp, found[0].timestamp_type, found[0].leader_epoch), (1234567890123, "CreateTime", 0))
    values(w, t)


@case
def a_file_is_sent_by_kcat(w):
    t = w.topic()
    path = w.broker.file("lines.txt")
    with open(path, "w", encoding="ascii") as f:
        f.writelines(f"k{i}:v{i}\n" for i in range(3000))
    kcat_produce(w.broker.bootstrap, t, path, key_delimiter=":")
    equal([(r.key, r.value) for r in w.admin.consume(t)], [(b"k%d" % i, b"v%d" % i) for i in range(3000)])


@case
def topics_grow_lose_their_beginning_and_go(w):
    t = w.topic()
    w.admin.produce(t, [str(i) for i in range(10)])
    w.admin.delete_records(t, 0, 4)
    equal(w.admin.end_offsets(t)[t, 0], (4, 10, 10))
    equal(values(w, t), [b"4", b"5", b"6", b"7", b"8", b"9"])
    w.admin.add_partitions(t, 3)
    before = w.admin.topics()[t]
    equal(before["partitions"], 3)
    w.admin.delete_topics(t)
    refused("UnknownTopicOrPartition", w.admin.consume, t)
    assert w.admin.create_topic(t) != before["id"], "a topic made anew has the same id"
    w.admin.alter_topic(t, {"max.message.bytes": 100})
    refused("RecordTooLarge", w.admin.produce, t, [b"x" * 1000])


@case
def transactions_are_listed_dropped_and_fenced(w):
    t = w.topic()
    w.admin.produce(t, ["a"], transactional_id=t, end="open", transaction_timeout_ms=55000)
    listed, = w.admin.transactions(prefix=t)
    equal((listed["id"], listed["state"], listed["timeout_ms"], listed["partitions"]), (t, "Ongoing", 55000, [[t, 0]]))
    equal([p["open_since"] for p in w.admin.producers(t)], [0])
    w.admin.drop_producer(t)
    refused("still open", w.admin.wait_no_open_transaction, t, t, timeout_s=0.5)
    w.admin.fence(t)
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [])


@case
def a_transaction_times_out(w):
    t = w.topic()
    w.admin.produce(t, ["a"], transactional_id=t, end="open", transaction_timeout_ms=1000)
    w.admin.wait_no_open_transaction(t, t)
    refused("", w.admin.end_transaction, t)
    equal(values(w, t), [])


@case
def offsets_in_a_transaction_carry_metadata(w):
    t = w.topic()
    group = "group-" + t
    w.admin.produce(t, ["a"], transactional_id=t, group=group, offsets={(t, 0): (41, "evidence 41")})
    equal(w.admin.group_offsets(group), {(t, 0): (41, "evidence 41")})
    w.admin.produce(t, ["b"], transactional_id=t, group=group, offsets={(t, 0): (42, "x")}, end="abort")
    equal(w.admin.group_offsets(group), {(t, 0): (41, "evidence 41")})
    w.admin.alter_group_offsets(group, {(t, 0): (7, "forged")})
    equal(w.admin.group_offsets(group), {(t, 0): (7, "forged")})
    w.admin.delete_group_offsets(group, [(t, 0)])
    equal(w.admin.group_offsets(group), {})
    w.admin.alter_group_offsets(group, {(t, 0): 8})
    w.admin.delete_groups(group)
    equal(w.admin.group_offsets(group), {})


@case
def a_reader_follows_and_a_member_joins(w):
    t = w.topic()
    reader = w.admin.reader(t)
    equal(reader.poll(0.1), [])
    w.admin.produce(t, ["a"], transactional_id=t, end="open")
    equal(reader.poll(0.3), [])
    w.admin.end_transaction(t)
    within(5, lambda: [r.value for r in reader.poll(0.5)] == [b"a"])
    reader.close()
    member = w.admin.reader(t, group="members-" + t)
    within(10, lambda: [r.value for r in member.poll(0.5)] == [b"a"])
    equal(w.admin.groups()["members-" + t], "Stable")
    member.commit()
    member.close()
    equal(w.admin.group_offsets("members-" + t)[t, 0].offset, 2)


@case
def a_paused_broker_answers_later(w):
    t = w.topic()
    w.broker.pause()
    threading.Timer(1.5, w.broker.resume).start()
    began = time.monotonic()
    w.admin.produce(t, ["a"])
    assert time.monotonic() - began > 1, "it answered while it was paused"


@case
def a_broker_dies_with_its_process(w):
    """Also when it is paused and its process is killed."""
    script = ("import os, sys; sys.path.insert(0, sys.argv[1]); import broker; broker.answers = lambda *_: True; "
              "b = broker.Broker(sys.argv[2]).start(); b.pause(); print(b.pid, flush=True); os.kill(os.getpid(), 9)")
    folder = w.broker.file("short-lived")
    done = subprocess.run([sys.executable, "-c", script, HERE, folder], stdout=subprocess.PIPE, check=False)
    equal(done.returncode, -signal.SIGKILL)
    pid = int(done.stdout)
    within(10, lambda: not brokers.is_running(pid, folder))


@slow
def a_killed_broker_comes_back_with_its_data(w):
    t = w.topic()
    w.admin.produce(t, ["before"], transactional_id=t)
    w.admin.produce(t, ["open"], transactional_id=t, end="open")
    address = w.broker.bootstrap
    w.broker.kill9()
    assert not brokers.answers(address)
    w.broker.restart()
    equal(w.broker.bootstrap, address)
    w.admin.end_transaction(t)
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [b"before", b"open"])


@slow
def the_command_line_starts_and_stops_one(w):
    folder = w.broker.file("by-hand")

    def run(*arguments):
        return subprocess.run([os.path.join(HERE, "broker.py"), *arguments, "--dir", folder], text=True,
                              capture_output=True, check=False)

    started = run("start", "--transaction-version", "1", "--property", "message.max.bytes=5000")
    try:
        equal((started.returncode, started.stderr), (0, ""))
        address = started.stdout.strip()
        with Admin(address) as admin:
            equal(admin.cluster()["features"].get("transaction.version"), 1)
            admin.create_topic("t")
            refused("RecordTooLarge", admin.produce, "t", [b"x" * 6000])
            admin.produce("t", ["a"], transactional_id="id")
            admin.wait_no_open_transaction("t", "id")  # a commit is answered before its markers are written
            equal([r.value for r in admin.consume("t")], [b"a"])
        again = run("start")
        equal(again.returncode, 1)
        assert "runs already" in again.stderr, again.stderr
        equal(run("restart").stdout.strip(), address)
        equal(run("kill9").returncode, 0)
        assert not brokers.answers(address)
    finally:
        equal(run("stop").returncode, 0)


# -- TLS and SASL ---------------------------------------------------------------------------------------


@case
def kcat_reads_over_tls(w):
    t = w.topic()
    w.admin.produce(t, ["a"])
    for mechanism in ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"):
        found = kcat_consume(w.broker.secure, t, options=w.broker.secure_options(mechanism), newer=mechanism != "PLAIN")
        equal([r.value for r in found], [b"a"])


@case
def wrong_credentials_are_refused(w):
    def reach(timeout_s=4, **options):
        return kcat_metadata(w.broker.secure, options=w.broker.secure_options(**options), newer=True, timeout_s=timeout_s)

    w.admin.set_user("other", "first")
    time.sleep(0.5)
    reach(timeout_s=20, user="other", password="first")
    refused("invalid credentials", reach, password="wrong")
    refused("certificate", reach, ca=w.broker.file("tls", "other-ca.pem"))
    w.admin.delete_user("other")
    time.sleep(0.5)
    refused("invalid credentials", reach, user="other", password="first")


@slow
def an_expired_certificate_is_refused(w): # pylint: disable=unused-argument
    with Proxy(frames=False) as plain:
        broker = Broker(secure_advertised=plain.address)
        plain.target = broker.secure
        try:
            broker.start()
            kcat_metadata(plain.address, options=broker.secure_options("PLAIN"))
            brokers.make_certificates(broker.file("tls"), days=0)
            broker.restart()
            refused("certificate", kcat_metadata, plain.address, options=broker.secure_options("PLAIN"), timeout_s=10)
        finally:
            broker.close()


# -- proxy ----------------------------------------------------------------------------------------------


def begun(w):
    """A topic with a transaction that was begun through the proxy and has the record "a"."""
    t = w.topic()
    w.proxied.produce(t, ["a"], transactional_id=t, end="open")
    return t


def commit_in_background(w, t):
    errors = []

    def run():
        try:
            w.proxied.end_transaction(t)
        except KafkaError as error:
            errors.append(str(error))
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, errors


@case
def clients_go_through_the_proxy(w):
    t = begun(w)
    w.proxied.end_transaction(t)
    equal(values(w, t), [b"a"])
    counts = w.proxy.counts()
    assert counts["InitProducerId"] >= 1 and counts["EndTxn"] >= 1 and counts["Produce"] >= 1, counts


@case
def a_held_request_waits_and_goes_on(w):
    t = begun(w)
    held = w.proxy.hold("EndTxn", match=lambda r: t.encode() in r.body)
    thread, errors = commit_in_background(w, t)
    held.wait(10)
    time.sleep(0.3)
    assert thread.is_alive()
    equal(values(w, t), [])
    held.release()
    thread.join(10)
    equal(errors, [])
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [b"a"])


@case
def a_request_cut_before_never_arrives(w):
    t = begun(w)
    cut = w.proxy.cut_before(26)
    refused_again = w.proxy.cut_before("EndTxn", times=None)
    thread, _ = commit_in_background(w, t)
    cut.wait(10)
    refused_again.wait(10) # the client tries again
    equal(values(w, t), [])
    refused_again.remove()
    thread.join(20)
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [b"a"])


@case
def a_commit_whose_reply_was_cut_has_happened(w):
    t = begun(w)
    rest = None
    cut = w.proxy.cut_reply("EndTxn")
    rest = w.proxy.hold("EndTxn") # the retry must not be what commits
    thread, errors = commit_in_background(w, t)
    cut.wait(10)
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [b"a"])
    rest.wait(10)
    rest.release()
    thread.join(20)
    equal(errors, [])


@case
def a_request_cut_after_arrives(w):
    t = begun(w)
    cut = w.proxy.cut_after("EndTxn")
    rest = w.proxy.hold("EndTxn")
    thread, _ = commit_in_background(w, t)
    cut.wait(10)
    w.admin.wait_no_open_transaction(t, t)
    equal(values(w, t), [b"a"])
    rest.release()
    thread.join(20)


@case
def a_held_reply_comes_late(w):
    t = begun(w)
    held = w.proxy.hold_reply("EndTxn", seconds=1.0)
    began = time.monotonic()
    w.proxied.end_transaction(t)
    assert time.monotonic() - began > 0.9
    held.wait(1)
    equal(values(w, t), [b"a"])


def delayed_end(admin, proxied, proxy, t):
    """A commit is held back, the client retries it and begins its next transaction; then it arrives.
    Returns whether the next transaction is still open."""
    proxied.produce(t, ["a"], transactional_id=t, end="open")
    held = proxy.hold_and_cut_client("EndTxn", match=lambda r: t.encode() in r.body)
    proxied.end_transaction(t)
    held.wait(10)
    proxied.produce(t, ["b"], transactional_id=t, end="open")
    equal([r.value for r in admin.consume(t)], [b"a"])
    held.release()
    within(10, lambda: held.requests[0].connection not in proxy.links) # it was answered
    time.sleep(0.2)
    open_still = [r.value for r in admin.consume(t)] == [b"a"]
    with contextlib.suppress(KafkaError):
        proxied.end_transaction(t, commit=False)
    return open_still


@case
def a_delayed_commit_is_fenced_by_transaction_version_2(w):
    assert delayed_end(w.admin, w.proxied, w.proxy, w.topic()), "the late EndTxn ended the next transaction"


@slow
def a_delayed_commit_does_harm_with_transaction_version_1(w): # pylint: disable=unused-argument
    """KAFKA-17754, shown: this is what exactly-once has to survive."""
    with Proxy() as proxy:
        broker = Broker(advertised=proxy.address, transaction_version=1)
        proxy.target = broker.backend
        try:
            broker.start()
            with Admin(broker.bootstrap) as admin, Admin(proxy.address) as proxied:
                equal(admin.cluster()["features"].get("transaction.version"), 1)
                admin.create_topic("t")
                assert not delayed_end(admin, proxied, proxy, "t"), "the late EndTxn had no effect"
        finally:
            broker.close()


@case
def slow_stalled_refused_and_cut_connections(w):
    t = w.topic()
    w.proxied.produce(t, ["warm"])

    def seconds(records):
        began = time.monotonic()
        w.proxied.produce(t, records)
        return time.monotonic() - began

    w.proxy.throttle(20000, "up")
    assert seconds([b"x" * 20000]) > 0.8
    w.proxy.throttle(None)
    w.proxy.latency(0.2, 0.3)
    assert seconds(["x"]) > 0.2
    w.proxy.latency(0)
    for undo, do in ((w.proxy.unstall, w.proxy.stall), (w.proxy.accept, w.proxy.refuse)):
        do()
        threading.Timer(1.0, undo).start()
        assert seconds(["x"]) > 0.8, do
    w.proxy.cut()
    seconds(["x"])
    dropped = w.proxy.drop_reply("Metadata", times=None)
    refused("kcat", kcat_metadata, w.proxy.address, timeout_s=3)
    dropped.remove()
    equal(len(values(w, t)), 6)


# -- all of it ------------------------------------------------------------------------------------------


def main():
    options = {a for a in sys.argv[1:] if a.startswith("--")}
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    chosen = [(name, function) for name, function, quick in CASES
              if (quick or "--quick" not in options) and (not names or any(part in name for part in names))]
    if "--list" in options:
        print(*(name for name, _ in chosen), sep="\n")
        return 0
    passed = failed = 0
    world = World()
    with world.stack:
        for name, function in chosen:
            began = time.monotonic()
            try:
                function(world)
                passed += 1
                print(f"ok   {name} ({time.monotonic() - began:.1f} s)", flush=True)
            except Exception: # pylint: disable=broad-exception-caught
                failed += 1
                print(f"FAIL {name} ({time.monotonic() - began:.1f} s)\n{traceback.format_exc()}", flush=True)
            world.proxy.clear()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
