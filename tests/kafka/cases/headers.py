"""Headers of messages, as the metadata column `headers MAP<STRING, BYTES>`: read, looked into, and written. Java's producer and reader are the judges."""

import json
import os

from harness import Job, case, check, equal, quick, until

READ = [
    (b"plain", ()),
    (b"one", (("trace-id", b"abc"),)),
    (b"long", (("trace-id", b"a value that is longer than twelve bytes"), ("a key that is longer than twelve bytes", b"x"))),
    (b"twice", (("k", b"first"), ("other", b"o"), ("k", b"last"))),
    (b"null", (("trace-id", None), ("empty", b""))),
    (b"bytes", (("trace-id", bytes(range(256))), ("\u00e9\u65e5", b"\xff"))),
    (b"many", tuple((f"h{n}", str(n).encode()) for n in range(100))),
]


def kept(headers):
    """As a map has them, and as they are written: the last of each key, none without a value."""
    return {key: value for key, value in dict(headers).items() if value is not None}


def write_script(job, insert, connector="kafka", key="", more="", bootstrap=None):
    source = f"'topic' = '{job.topics['in']}', 'properties.bootstrap.servers' = '{job.bootstrap}', 'scan.startup.mode' = 'earliest-offset'"
    sink = f"'topic' = '{job.topics['second' if bootstrap else 'copy']}', 'properties.bootstrap.servers' = '{bootstrap or job.bootstrap}'"
    formats = "'key.format' = 'raw', 'value.format' = 'json'" if key else "'format' = 'json'"
    with open(os.path.join(job.folder, "job.sql"), "w", encoding="utf-8") as f:
        f.write(f"""SET 'pipeline.name' = '{job.pipeline}'; SET 'execution.checkpointing.interval' = '100 ms'; SET 'parallelism.default' = '2';
CREATE TABLE messages (line STRING, headers MAP<STRING, BYTES> NOT NULL METADATA, texts AS CAST(headers AS MAP<STRING, STRING>))
  WITH ('connector' = 'kafka', 'format' = 'raw', {source});
CREATE TABLE written (line STRING, trace STRING, n INT, hs MAP<STRING, BYTES> METADATA FROM 'headers'{key}) WITH ('connector' = '{connector}', {formats}, {sink}{more});
{insert};
""")


def produce(job):
    job.admin.produce(job.topics["in"], [{"value": value, "headers": headers, "partition": n % 4} for n, (value, headers) in enumerate(READ)])


def written(job, count):
    records = []

    def complete():
        records[:] = job.admin.consume(job.topics["copy"])
        return len(records) >= count
    until(complete, f"{count} messages", step_s=0.2)
    return records


@quick
def headers_are_read_and_passed_on(w):
    """All of them, by key, as texts, and counted; into the headers of other messages, with a stop and a kill between."""
    job = Job(w, "", sinks=("copy",), watch=False)
    write_script(job, "INSERT INTO written SELECT line, texts['trace-id'], CARDINALITY(headers), headers FROM messages")
    produce(job)
    run = job.start()
    written(job, len(READ))
    run.kill()
    produce(job)
    run = job.start()
    records = written(job, 2 * len(READ))
    equal(run.stop(), 0, "exit status")
    equal(len(records), 2 * len(READ), "messages")
    given = {value.decode(): headers for value, headers in READ}
    for record in records:
        row = json.loads(record.value)
        headers = dict(given[row["line"]])
        equal(dict(record.headers), kept(given[row["line"]]), f"headers of '{row['line']}'")
        equal(len(record.headers), len(kept(given[row["line"]])), f"number of headers of '{row['line']}'")
        equal(row["n"], len(headers), f"CARDINALITY of '{row['line']}'")
        trace = headers.get("trace-id")
        equal(row["trace"], None if trace is None else trace.decode(errors="replace"), f"trace-id of '{row['line']}'")


@case
def headers_are_made_and_filter(w):
    """MAP[...] into headers, a condition on a header, NULL for none, and nothing for a header that is NULL."""
    job = Job(w, "", sinks=("copy",), watch=False)
    write_script(job, "INSERT INTO written SELECT line, CAST(NULL AS STRING), 1, CASE WHEN line = 'one' THEN CAST(NULL AS MAP<STRING, BYTES>) ELSE "
                      "MAP['source', ENCODE('weir', 'UTF-8'), 'line', ENCODE(line, 'UTF-8'), 'none', CAST(NULL AS BYTES)] END FROM messages "
                      "WHERE headers['trace-id'] IS NOT NULL")
    produce(job)
    run = job.start()
    found = {json.loads(r.value)["line"]: r.headers for r in written(job, 3)}
    equal(run.stop(), 0, "exit status")
    equal(found, {"one": (), "long": (("source", b"weir"), ("line", b"long")), "bytes": (("source", b"weir"), ("line", b"bytes"))}, "headers")


@case
def headers_of_upserts(w):
    """The newest row of a key brings its headers, held back or not; what was not written has none."""
    for name, more in (("each", ""), ("newest", ", 'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '10 s'")):
        job = Job(w, name, sinks=("copy",), watch=False)
        write_script(job, "INSERT INTO written SELECT line, MAX(texts['trace-id']), CAST(COUNT(*) AS INT), MAP['n', CAST(CAST(COUNT(*) AS STRING) AS BYTES)] "
                          "FROM messages GROUP BY line", "upsert-kafka", ", PRIMARY KEY (line) NOT ENFORCED", more)
        produce(job)
        produce(job)
        run = job.start()

        def last(one=job):
            return {json.loads(r.value)["line"]: (json.loads(r.value)["n"], dict(r.headers)) for r in one.admin.consume(one.topics["copy"])}
        until(lambda look=last: len(look()) == len(READ) and all(n == 2 for n, _ in look().values()), "counts of 2", step_s=0.3)
        equal(run.stop(), 0, "exit status")
        check(all(headers == {"n": b"2"} for _, headers in last().values()), f"headers: {last()}")


@case
def headers_reach_a_second_cluster(w):
    """By way of the outbox, whose files hold them."""
    with w.own_broker() as (broker, admin, _):
        job = Job(w, "", sinks=("copy", "second"), second=(broker, admin, broker.bootstrap), watch=False)
        write_script(job, "CREATE TABLE lines (line STRING) WITH ('connector' = 'kafka', 'format' = 'raw', "
                          f"'topic' = '{job.topics['copy']}', 'properties.bootstrap.servers' = '{job.bootstrap}'); EXECUTE STATEMENT SET BEGIN "
                          "INSERT INTO lines SELECT line FROM messages; INSERT INTO written SELECT line, 't', CARDINALITY(headers), headers FROM messages; END",
                     bootstrap=broker.bootstrap)
        produce(job)
        run = job.start()
        until(lambda: len(admin.consume(job.topics["second"])) >= len(READ), "messages of the second cluster", step_s=0.3)
        equal(run.stop(), 0, "exit status")
        found = {json.loads(r.value)["line"]: dict(r.headers) for r in admin.consume(job.topics["second"])}
        equal(found, {value.decode(): kept(headers) for value, headers in READ}, "headers")
        equal(len(job.admin.consume(job.topics["copy"])), len(READ), "messages of the first cluster")
