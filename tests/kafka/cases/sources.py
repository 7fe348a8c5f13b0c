"""What happens to the input: it loses its beginning, is made anew, grows, holds transactions of others, and records that cannot be read."""

import base64
import json
import os
import time

from harness import Failure, Job, Right, case, check, equal, quick, until


def stopped_behind(job, count=200):
    """A job that has read everything and was stopped; what is in the input then."""
    for _ in range(count // 20):
        job.feed.send(20)
    run = job.start()
    job.drain(run)
    equal(run.stop(), 0, "exit status")
    return job.admin.consume(job.topics["in"])


def until_copied(job, run, count, what):
    """For jobs without a watch."""
    def done():
        check(not run.ended(), f"Weir ended by itself, status {run.process.poll()}; it said:\n{run.err()[-3000:]}")
        return len(job.admin.consume(job.topics["copy"])) >= count
    until(done, what, step_s=0.2)


@case
def offsets_out_of_range_are_refused(w):
    """Retention has removed what was not read: refused by default; counted where earliest was asked for."""
    job = Job(w, "")
    stopped_behind(job)
    job.watch.close()
    job.watch = None # it would miss what is missing
    for _ in range(10):
        job.feed.send(20)
    job.feed.end()
    records = job.admin.consume(job.topics["in"])
    ends = job.admin.end_offsets([job.topics["in"]])
    read = ends[job.topics["in"], 1].high - 20 # behind the 200 events that were read, in the middle of the rest
    job.admin.delete_records(job.topics["in"], 1, read)
    said = job.start().refused(3, "OFFSET_OUT_OF_RANGE", rf"{job.topics['in']}\[1\]", "earliest")
    check(str(read) in said, f"it does not name offset {read}, where the partition begins:\n{said}")
    taken = len(job.admin.consume(job.topics["copy"]))
    job.options["events"] = {"properties.auto.offset.reset": "earliest"}
    job.write_script()
    run = job.start()
    copied = {(row["k"], row["seq"]) for row in (json.loads(r.value) for r in job.admin.consume(job.topics["copy"]))}
    left_out = [r for r in records if r.partition == 1 and r.offset < read and tuple(json.loads(r.value)[n] for n in ("k", "seq")) not in copied]
    check(taken >= 200 and left_out, "this case does not test what it should")
    right = Right([r for r in records if r not in left_out])
    until_copied(job, run, right.count, "the rest of the input")
    time.sleep(1)
    equal(run.stop(), 0, "exit status")
    check(f"{len(left_out)} offsets are left out" in run.err(), f"it does not count the {len(left_out)} offsets:\n{run.err()}")
    job.check(right)


@case
def topic_made_anew_is_refused(w):
    """The offsets begin again: with fewer records than before, with more, and while Weir runs."""
    job = Job(w, "")
    stopped_behind(job)
    topic = job.topics["in"]
    job.admin.delete_topics(topic)
    job.start().refused(2, topic)
    job.admin.create_topic(topic, 4)
    job.start().refused(3, "anew")
    job.admin.produce(topic, job.feed.batch(800))
    job.start().refused(3, "anew")
    job.watch.settle()
    equal(job.watch.seen["copy"], 200, "events copied")


@case
def topic_made_anew_while_running_is_refused(w):
    job = Job(w, "")
    for _ in range(10):
        job.feed.send(20)
    run = job.start()
    job.drain(run)
    topic = job.topics["in"]
    job.admin.delete_topics(topic)
    job.admin.create_topic(topic, 4)
    job.admin.produce(topic, job.feed.batch(40))
    run.refused(3, "topic", timeout_s=60)
    job.watch.settle()
    equal(job.watch.seen["copy"], 200, "events copied")


@case
def partitions_added_are_read(w):
    """While it runs, while it is down, and with a kill soon after: nothing is lost."""
    job = Job(w, "", sinks=("copy", "totals", "files"))
    with job.feeding() as feed:
        run = job.start()
        job.until_moving(run)
        total = 4
        for how in ("running", "killed soon", "down", "running"):
            if how == "down":
                run.kill()
            total += 1
            job.admin.add_partitions(job.topics["in"], total)
            feed.grow(total)
            if how == "killed soon":
                time.sleep(w.random.uniform(0.3, 0.9))
                run.kill()
            if run.ended():
                run = job.start()
            until(lambda: job.watch.copied.get(("copy", f"k{1000 + total - 1}")), "event of the new partition", 30)
        run.kill()
        run = job.start()
        job.until_moving(run)
    job.finish(run)
    job.check()


@case
def foreign_members_change_nothing(w):
    """Somebody joins, leaves and commits in the group of the job's source, and in the group of its evidence's name."""
    job = Job(w, "")
    times = w.times(20)
    group = f"group-{job.name}"
    with job.feeding():
        run = job.start()
        job.until_moving(run)
        for number in range(times):
            time.sleep(w.random.uniform(0, 0.2))
            if number % 3 == 0:
                member = job.admin.reader([job.topics["in"]], group=group)
                member.poll(0.5)
                if number % 2:
                    member.commit()
                member.close()
            elif number % 3 == 1:
                try:
                    job.admin.alter_group_offsets(group, {(job.topics["in"], p): 3 for p in range(4)})
                except Exception: # pylint: disable=broad-exception-caught
                    pass # Weir is a member of it
            else:
                run.kill()
                run = job.start()
        job.until_moving(run, 50)
    job.finish(run)
    job.check()
    w.note(f"{times} times")


@quick
def transactions_of_others_are_read_when_they_commit(w):
    """Aborted ones never, open ones when they are committed, and nothing behind them before; the gaps in the offsets are no loss."""
    job = Job(w, "")
    run = job.start()
    for number in range(w.times(12)):
        job.feed.send(20, transactional_id=f"{job.name}-a")
        foreign = [{"value": json.dumps({"k": "aborted", "seq": 1, "v": 1, "ts": "2026-01-01 00:00:00.000"}), "partition": p} for p in range(4)]
        job.admin.produce(job.topics["in"], foreign, transactional_id=f"{job.name}-b", end="abort")
        if number % 4 == 1:
            job.feed.send(40, transactional_id=f"{job.name}-c", end="open")
            job.feed.send(20) # a reader sees these only when the other transaction has ended
            time.sleep(0.4)
            job.watch.check()
            if number % 8 == 5:
                run.kill()
                run = job.start()
            job.admin.end_transaction(f"{job.name}-c")
    job.finish(run)
    job.check()
    check(not any(key == "aborted" for _, key in job.watch.copied), "an aborted record was read")


@quick
def poison_records_are_kept_once(w):
    """In the error table with topic, partition and offset, once each, whatever is killed."""
    job = Job(w, "", errors=True)
    poisons = [b"no JSON", b'{"k": "k0", "seq": "x"', b"\xff\xfe", b"[1]", None]

    def spoil(records):
        for _ in range(w.random.randrange(3)):
            records.insert(w.random.randrange(len(records) + 1), {"value": w.random.choice(poisons), "partition": w.random.randrange(4)})
        return records

    job.feed.behind.append(spoil)
    with job.feeding():
        for _ in range(w.times(6)):
            run = job.start()
            job.until_moving(run, 20)
            time.sleep(w.random.uniform(0, 0.5))
            run.kill()
    job.finish()
    job.check()
    wanted = {(r.partition, r.offset): r.value or b"" for r in job.admin.consume(job.topics["in"]) if r.value in poisons}
    found = [json.loads(r.value) for r in job.admin.consume(job.topics["errors"])]
    kept = {}
    for row in found:
        check(job.topics["in"] in row["position"], f"the error table does not name the topic: {row}")
        place = tuple(int(number) for number in "".join(c if c.isdigit() else " " for c in row["position"].replace(job.topics["in"], "")).split())
        check(place not in kept, f"the record at {place} is in the error table twice")
        kept[place] = base64.b64decode(row["record"])
    equal(kept, wanted, "the records in the error table")
    w.note(f"{len(wanted)} bad records")


@case
def bad_record_fails_the_job(w):
    job = Job(w, "", watch=False)
    job.feed.send(20)
    where = job.admin.produce(job.topics["in"], [{"value": "no JSON", "partition": 2}])
    job.start().refused(1, rf"{job.topics['in']}\[?.?2\]?.*{where[0][1]}")


@quick
def bounded_input_ends_with_a_commit(w):
    """Every window fires, everything is visible, exit 0; the second start says that it has finished. Also with nothing in it."""
    for name, count in (("full", 400), ("empty", 0)):
        job = Job(w, name, bounded={})
        for _ in range(count // 20):
            job.feed.send(20)
        ends = job.admin.end_offsets([job.topics["in"]])
        job.bounded = {partition: end.high for (_, partition), end in ends.items()}
        job.write_script()
        job.feed.send(20) # behind the bound
        for delay in (0.1, 0.4, 0.8):
            run = job.start()
            time.sleep(delay)
            run.kill()
        equal(job.start().wait(), 0, "exit status")
        right = Right([r for r in job.admin.consume(job.topics["in"]) if r.offset < job.bounded[r.partition]])
        equal(right.count, count, "events before the bound")
        job.check(right)
        again = job.start()
        equal(again.wait(), 0, "exit status of the second start")
        job.check(right)


@case
def empty_epochs_are_committed(w):
    """Nothing comes for many checkpoints, before the first event, between events and at the end."""
    job = Job(w, "")
    run = job.start()
    time.sleep(1.5)
    check(not run.ended(), f"Weir ended:\n{run.err()}")
    for _ in range(3):
        job.feed.send(40)
        job.drain(run)
        time.sleep(0.7)
    run.kill()
    run = job.start()
    time.sleep(1.0)
    job.finish(run)
    job.check()


@case
def positions_are_told_to_the_group(w):
    """For monitoring: the group of the source holds what the last checkpoint holds."""
    job = Job(w, "")
    stopped_behind(job)
    ends = job.admin.end_offsets([job.topics["in"]])
    found = {partition: position.offset for (_, partition), position in job.admin.group_offsets(f"group-{job.name}").items()}
    equal(found, {partition: end.high for (_, partition), end in ends.items()}, "offsets of the group")


@case
def a_changelog_is_read_once(w):
    """From an upsert-kafka topic with updates and tombstones, which another transaction may still hold back, into a
    grouped count of it, with kills: the last row of each key counts."""
    job = Job(w, "", sinks=("copy",), watch=False)
    with open(os.path.join(job.folder, "job.sql"), "w", encoding="utf-8") as f:
        f.write(f"""SET 'pipeline.name' = '{job.pipeline}'; SET 'execution.checkpointing.interval' = '100 ms'; SET 'parallelism.default' = '2';
CREATE TABLE changes (id STRING, colour STRING, v BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '{job.topics["in"]}',
  'properties.bootstrap.servers' = '{job.bootstrap}', 'key.format' = 'raw', 'value.format' = 'json');
CREATE TABLE colours (colour STRING, n BIGINT, total BIGINT, PRIMARY KEY (colour) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = '{job.topics["copy"]}',
  'properties.bootstrap.servers' = '{job.bootstrap}', 'key.format' = 'raw', 'value.format' = 'json');
INSERT INTO colours SELECT colour, COUNT(*), SUM(v) FROM changes GROUP BY colour;
""")
    rows = {}

    def change():
        key = f"id{w.random.randrange(60)}"
        if w.random.random() < 0.2:
            rows.pop(key, None)
            return key, None
        rows[key] = (w.random.choice(("red", "green", "blue")), w.random.randrange(100))
        return key, json.dumps({"id": key, "colour": rows[key][0], "v": rows[key][1]})

    def shown():
        last = {}
        for record in job.admin.consume(job.topics["copy"]):
            last[record.key.decode()] = record.value
        return {key: tuple(json.loads(value)[name] for name in ("n", "total")) for key, value in last.items() if value is not None}

    for _ in range(w.times(10)):
        run = job.start()
        for _ in range(10):
            job.admin.produce(job.topics["in"], [{"key": key, "value": value, "partition": int(key[2:]) % 4} for key, value in (change() for _ in range(20))])
            time.sleep(0.03)
        time.sleep(w.random.uniform(0, 0.3))
        check(not run.ended(), f"Weir ended by itself, status {run.process.poll()}; it said:\n{run.err()[-3000:]}")
        run.kill()
    run = job.start()
    wanted = {}
    for colour, v in rows.values():
        n, total = wanted.get(colour, (0, 0))
        wanted[colour] = n + 1, total + v
    try:
        until(lambda: shown() == wanted, "the right counts", 30, 0.2)
    except Failure:
        raise Failure(f"found {shown()}, wanted {wanted}; Weir said:\n{run.err()[-2000:]}") from None
    time.sleep(0.3)
    equal(run.stop(), 0, "exit status")
    equal(shown(), wanted, "the counts behind the stop")
    job.admin.wait_no_open_transaction([job.topics["copy"]], f"weir-{job.pipeline}")


@case
def at_least_once_loses_nothing(w):
    """Without transactions: each event at least once, in order but for repeats."""
    tables = {table: {"sink.delivery-guarantee": "at-least-once"} for table in ("copies", "totals", "windows")}
    job = Job(w, "", options=tables, watch=False)
    with job.feeding():
        for _ in range(w.times(8)):
            run = job.start()
            time.sleep(w.random.uniform(0.2, 0.9))
            check(not run.ended(), f"Weir ended by itself, status {run.process.poll()}; it said:\n{run.err()[-3000:]}")
            run.kill()
    job.feed.end()
    right = job.right()
    run = job.start()

    def copied():
        return {(row["k"], row["seq"]) for row in (json.loads(r.value) for r in job.admin.consume(job.topics["copy"]))}
    until(lambda: len(copied()) >= right.count, "complete output", step_s=0.3)
    time.sleep(0.5)
    equal(run.stop(), 0, "exit status")
    equal(copied(), {(key, seq) for key, list_ in right.events.items() for seq, _ in list_}, "the events in copy")
    last = {}
    for record in job.admin.consume(job.topics["totals"]):
        row = json.loads(record.value)
        last[row["k"]] = row["n"], row["total"]
    equal(last, {key: (len(list_), right.totals[key][-1]) for key, list_ in right.events.items()}, "totals: the last rows")
    found = {(row["k"], row["w"][:19].replace("T", " "), row["n"], row["total"]) for row in (json.loads(r.value) for r in job.admin.consume(job.topics["windows"]))}
    equal(found, set(right.windows), "windows")
