"""The judges of the Kafka tests, none of them our own code: Kafka's Java clients (Admin) and kcat.

    admin = Admin(broker.bootstrap)
    admin.create_topic("in", partitions=2)
    admin.produce("in", [b"plain", ("key", "value"), {"key": b"k", "value": None, "partition": 1}])
    admin.produce("in", ["a"], transactional_id="t", end="open")     # "commit", "abort" or left open
    for record in admin.consume("in"): ...                           # read_committed, to the end

Admin starts one JVM (Admin.java) and keeps it; any thread may call, calls do not wait for each other.
Text is taken as UTF-8; what comes back is bytes. An error of Kafka is KafkaError with its class name.
"""

import collections
import itertools
import json
import os
import queue
import subprocess
import threading

import broker as _broker

Record = collections.namedtuple("Record", "topic partition offset timestamp key value headers timestamp_type leader_epoch")
Partition = collections.namedtuple("Partition", "topic partition")
Ends = collections.namedtuple("Ends", "begin committed high")
Position = collections.namedtuple("Position", "offset metadata")


class KafkaError(Exception):
    """`name` is the class name of the Java exception, such as UnknownTopicOrPartitionException."""

    def __init__(self, name, message):
        super().__init__(f"{name}: {message}")
        self.name = name


def _chars(value):
    """Bytes travel as a string of the characters 0-255."""
    if value is None:
        return None
    return (value.encode() if isinstance(value, str) else bytes(value)).decode("latin-1")


def _bytes(text):
    return None if text is None else text.encode("latin-1")


def _record(item):
    return Record(item[0], item[1], item[2], item[3], _bytes(item[4]), _bytes(item[5]),
                  tuple((name, _bytes(value)) for name, value in item[6]), item[7], item[8])


def _records_to_send(topic, records):
    for record in records:
        if isinstance(record, dict):
            item = dict(record)
        elif isinstance(record, tuple):
            item = dict(zip(("key", "value", "partition", "timestamp", "headers"), record))
        else:
            item = {"value": record}
        item.setdefault("topic", topic)
        item["key"], item["value"] = _chars(item.get("key")), _chars(item.get("value"))
        headers = item.get("headers") or ()
        item["headers"] = [[name, _chars(value)] for name, value in (headers.items() if isinstance(headers, dict) else headers)]
        yield item


def _offsets(offsets):
    """{(topic, partition): offset or (offset, metadata)}"""
    items = []
    for (topic, partition), position in offsets.items():
        offset, metadata = position if isinstance(position, tuple) else (position, "")
        items.append({"topic": topic, "partition": partition, "offset": offset, "metadata": metadata})
    return items


def _list(one_or_more):
    return [one_or_more] if isinstance(one_or_more, str) else list(one_or_more)


class Admin:
    """properties: further ones of the Java clients, by their Java names."""

    def __init__(self, bootstrap, properties=None):
        settings = {"bootstrap.servers": bootstrap, "default.api.timeout.ms": 30000, "request.timeout.ms": 10000,
                    "reconnect.backoff.max.ms": 200, "retry.backoff.ms": 50}
        settings.update(properties or {})
        self.process = subprocess.Popen(
            ["java", "-Xmx512m", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
             "-Dkafka.log=OFF", "-Dlog4j2.configurationFile=" + _broker.HERE + "/log4j2.properties",
             "-cp", _broker.class_path(), "Admin"] + [f"{name}={value}" for name, value in settings.items()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) # it ends when its input does
        self.lock = threading.Lock()
        self.numbers = itertools.count(1)
        self.waiting = {}
        self.thread = threading.Thread(target=self._receive, daemon=True)
        self.thread.start()

    def _receive(self):
        for line in self.process.stdout:
            answer = json.loads(line)
            with self.lock:
                answers = self.waiting.get(answer["id"])
            if answers is not None:
                answers.put(answer)
        with self.lock:
            gone, self.waiting = self.waiting, None
        for answers in gone.values():
            answers.put({"error": "Gone", "message": "the JVM of the judge has ended"})

    def call(self, command, parts=None, timeout_s=30, **arguments):
        """One command of Admin.java; parts(list) is called for each part of a long answer."""
        answers = queue.SimpleQueue()
        with self.lock:
            number = next(self.numbers)
            if self.waiting is None:
                raise KafkaError("Gone", "the JVM of the judge has ended")
            self.waiting[number] = answers
            request = {"id": number, "do": command, "timeout_ms": int(timeout_s * 1000), **arguments}
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        try:
            while True:
                try:
                    answer = answers.get(timeout=timeout_s + 30)
                except queue.Empty:
                    raise KafkaError("Timeout", f"{command}: no answer from the judge") from None
                if "part" in answer:
                    parts(answer["part"])
                elif "error" in answer:
                    raise KafkaError(answer["error"], f"{command}: {answer['message']}")
                else:
                    return answer["ok"]
        finally:
            with self.lock:
                if self.waiting is not None:
                    del self.waiting[number]

    def close(self):
        """Transactions that were left open stay open."""
        self.process.kill()
        self.process.wait()
        self.thread.join()
        self.process.stdin.close()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # -- cluster and topics

    def cluster(self):
        """{"cluster_id": text, "features": {"transaction.version": 2, ...}}"""
        return self.call("cluster")

    def create_topic(self, topic, partitions=1, config=None):
        """Returns the topic's id when every partition can be used."""
        return self.call("create_topic", topic=topic, partitions=partitions, config=config or {})

    def delete_topics(self, *topics):
        self.call("delete_topics", topics=topics)

    def add_partitions(self, topic, total):
        self.call("add_partitions", topic=topic, total=total)

    def topics(self):
        """{name: {"id": text, "partitions": count}}"""
        return self.call("topics")

    def alter_topic(self, topic, config):
        self.call("alter_topic", topic=topic, config=config)

    def delete_records(self, topic, partition, before):
        """What retention does: the partition begins at offset `before` afterwards."""
        self.call("delete_records", topic=topic, partition=partition, before=before)

    def end_offsets(self, topics):
        """{(topic, partition): Ends(begin, committed, high)}: what read_committed sees ends at `committed`."""
        return {Partition(item["topic"], item["partition"]): Ends(item["begin"], item["committed"], item["high"])
                for item in self.call("end_offsets", topics=_list(topics))}

    # -- producing

    def produce(self, topic, records, *, transactional_id=None, end="commit", group=None, offsets=None,
                transaction_timeout_ms=60000, compression="none", timeout_s=60):
        """Sends records and returns [(partition, offset)] of each. A record is a value, a tuple (key, value,
        partition, timestamp, headers) cut anywhere, or a dict of these and "topic"; value None: a tombstone.

        With a transactional_id: in a transaction (the one left open with that id, or a new one), ended as
        `end` says: "commit", "abort", "open". group and offsets {(topic, partition): (offset, metadata)}
        are sent into the transaction, as an exactly-once sink's evidence is."""
        request = {"records": list(_records_to_send(topic, records)), "compression": compression}
        if transactional_id is not None:
            request.update(transactional_id=transactional_id, end=end, transaction_timeout_ms=transaction_timeout_ms)
        if group is not None:
            request.update(group=group, offsets=_offsets(offsets))
        return [tuple(where) for where in self.call("produce", timeout_s=timeout_s, **request)]

    def end_transaction(self, transactional_id, commit=True):
        """Ends what produce(end="open") left."""
        self.call("end_transaction", transactional_id=transactional_id, commit=commit)

    def drop_producer(self, transactional_id):
        """Like the death of its process: the open transaction stays open. The next produce() with that id
        claims it again, which aborts it."""
        self.call("close_producer", transactional_id=transactional_id)

    # -- reading

    def consume(self, topics, committed=True, timeout_s=60):
        """[Record] of the topics, from the beginning to the end of this moment, in order per partition."""
        records = []
        self.call("consume", topics=_list(topics), committed=committed, timeout_s=timeout_s,
                  parts=lambda part: records.extend(map(_record, part)))
        return records

    def reader(self, topics, committed=True, group=None):
        """A Reader that stays; with a group it is a member of it."""
        return Reader(self, _list(topics), committed, group)

    # -- transactions

    def transactions(self, prefix=""):
        """[{"id", "state", "producer_id", "epoch", "timeout_ms", "start_ms", "partitions"}]"""
        return self.call("transactions", prefix=prefix)

    def producers(self, topics):
        """[{"topic", "partition", "producer_id", "epoch", "open_since": offset or None}]"""
        return self.call("producers", topics=_list(topics))

    def wait_no_open_transaction(self, topics=(), prefix="", timeout_s=30):
        """Until no transaction of ids with the prefix is open and read_committed sees all of the topics."""
        self.call("wait_no_open_transaction", topics=_list(topics), prefix=prefix, timeout_s=timeout_s)

    def fence(self, *transactional_ids):
        """As a new producer with that id does: what is open is aborted, the old producer is fenced."""
        self.call("fence", ids=transactional_ids)

    def abort(self, topic, partition, producer_id, epoch, coordinator_epoch=0):
        """Kafka's own way to end a hanging transaction on one partition."""
        self.call("abort", topic=topic, partition=partition, producer_id=producer_id, epoch=epoch,
                  coordinator_epoch=coordinator_epoch)

    # -- groups

    def groups(self):
        """{group: state}"""
        return self.call("groups")

    def group_offsets(self, group):
        """{(topic, partition): Position(offset, metadata)}"""
        return {Partition(item["topic"], item["partition"]): Position(item["offset"], item["metadata"])
                for item in self.call("group_offsets", group=group)}

    def alter_group_offsets(self, group, offsets):
        """offsets: {(topic, partition): offset or (offset, metadata)}"""
        self.call("alter_group_offsets", group=group, offsets=_offsets(offsets))

    def delete_group_offsets(self, group, partitions):
        self.call("delete_group_offsets", group=group,
                  partitions=[{"topic": topic, "partition": partition} for topic, partition in partitions])

    def delete_groups(self, *groups):
        """What the broker does when a group's offsets have expired."""
        self.call("delete_groups", groups=groups)

    # -- users of the SASL listener

    def set_user(self, user, password, mechanism="SCRAM-SHA-256"):
        self.call("set_user", user=user, password=password, mechanism=mechanism)

    def delete_user(self, user, mechanism="SCRAM-SHA-256"):
        self.call("delete_user", user=user, mechanism=mechanism)


class Reader:
    """Follows topics: poll() gives what has become visible since. For checks while a job runs."""

    _numbers = itertools.count(1)

    def __init__(self, admin, topics, committed, group):
        self.admin, self.name = admin, f"reader-{next(self._numbers)}"
        admin.call("open_reader", reader=self.name, topics=topics, committed=committed, group=group)

    def poll(self, wait_s=1.0):
        """[Record], as soon as there is one; [] when the time is over."""
        return list(map(_record, self.admin.call("poll", reader=self.name, wait_ms=int(wait_s * 1000))))

    def commit(self):
        """Commits the group's offsets at what has been polled."""
        self.admin.call("commit_reader", reader=self.name)

    def close(self):
        """A member leaves its group."""
        self.admin.call("close_reader", reader=self.name)


# -- kcat: another reader, on librdkafka ----------------------------------------------------------------


# options: of librdkafka, by their names. newer: with broker.newer_librdkafka(), which SCRAM needs.


def _kcat(arguments, bootstrap, options, newer, timeout_s):
    command = ["kcat", "-b", bootstrap, "-X", "topic.metadata.refresh.interval.ms=500"]
    for name, value in (options or {}).items():
        command += ["-X", f"{name}={value}"]
    environment = dict(os.environ, LD_LIBRARY_PATH=_broker.newer_librdkafka()) if newer else None
    try:
        done = subprocess.run(command + arguments, stdin=subprocess.DEVNULL, capture_output=True, env=environment,
                              timeout=timeout_s, check=False)
    except FileNotFoundError:
        raise KafkaError("kcat", "kcat is not installed: scripts/setup.sh") from None
    except subprocess.TimeoutExpired:
        raise KafkaError("kcat", f"{' '.join(arguments)}: no end after {timeout_s} s") from None
    if done.returncode != 0:
        raise KafkaError("kcat", f"{' '.join(arguments)}: exit status {done.returncode}: "
                                 f"{done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def kcat_consume(bootstrap, topic, committed=True, options=None, newer=False, timeout_s=60):
    """[Record] of one topic, by kcat, sorted by partition and offset; no headers (its text of them is ambiguous)."""
    isolation = "read_committed" if committed else "read_uncommitted"
    # The lengths come first, so that any byte may be in a key or a value; -1 is NULL.
    out = _kcat(["-C", "-t", topic, "-o", "beginning", "-e", "-q", "-u", "-f", "%p %o %T %K %S %k%s",
                 "-X", f"isolation.level={isolation}"], bootstrap, options, newer, timeout_s)
    records, at = [], 0
    while at < len(out):
        partition, offset, timestamp, key_size, value_size, _ = out[at:at + 120].split(b" ", 5)
        at += sum(map(len, (partition, offset, timestamp, key_size, value_size))) + 5
        pieces = []
        for size in (int(key_size), int(value_size)):
            pieces.append(None if size < 0 else out[at:at + size])
            at += max(size, 0)
        records.append(Record(topic, int(partition), int(offset), int(timestamp), *pieces, (), None, None))
    return sorted(records, key=lambda r: (r.partition, r.offset))


def kcat_produce(bootstrap, topic, path, key_delimiter=None, partition=None, options=None, newer=False, timeout_s=300):
    """Each line of a file is a message: the quick way to send many."""
    arguments = ["-P", "-t", topic, "-l"]
    if key_delimiter is not None:
        arguments += ["-K", key_delimiter]
    if partition is not None:
        arguments += ["-p", str(partition)]
    _kcat(arguments + [path], bootstrap, options, newer, timeout_s)


def kcat_metadata(bootstrap, options=None, newer=False, timeout_s=20):
    """What kcat -L -J says: reaching it is a test of addresses and passwords."""
    return json.loads(_kcat(["-L", "-J", "-m", str(timeout_s)], bootstrap, options, newer, timeout_s + 5))
