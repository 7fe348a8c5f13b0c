"""Stops, kills and restarts: the output is complete and holds nothing twice, whatever happened in between."""

import os
import shutil
import signal
import time

from harness import (COPY, EVENTS, WINDOWS, case, events, for_each, paced, stopped_midway, window_rows, windows_of)


@for_each([1, 2, 3, 4])
def stopped_at_seeded_moments(t, seed):
    """F45: SIGTERM and SIGINT, with exact output in the end."""
    t.file("events.json", events(600))
    t.script(WINDOWS if seed % 2 else COPY)
    t.may_die = True  # a signal may come before the program has begun
    for i in range(13):
        running = t.start("run", "--parallelism", 1 + seed % 2, *paced(1500, 17), "job.sql")
        time.sleep(t.random.uniform(0.001, 0.08))
        result = running.stop(signal.SIGTERM if i % 2 else signal.SIGINT)
        t.check(result.status == 0 or (result.status in (-signal.SIGTERM, -signal.SIGINT) and not result.err),
                f"stopped with a checkpoint, or before the program had begun\n{result}")
        if "finished" in result.err:
            break
    result = t.run("run", "job.sql", expect=0)
    if seed % 2:
        t.equal(window_rows(t), windows_of(600))
    else:
        t.equal(t.ids(), list(range(600)))
    t.clean()


@case
def stop_takes_a_checkpoint_and_fires_nothing(t):
    """SIGTERM suspends: windows that are open stay open."""
    t.file("events.json", events(300))
    stopped_midway(t, WINDOWS)
    done = window_rows(t)
    t.check(all(row in windows_of(300) for row in done), "only whole windows")
    result = t.run("run", "job.sql", expect=0)
    t.says(result, "resumed from checkpoint", "first new row")
    t.equal(window_rows(t), windows_of(300))


@case
def second_signal_ends_at_once(t):
    """F45"""
    t.file("events.json", events(300))
    t.script(COPY)
    running = t.start("run", *paced(100, 20), "job.sql", env={"WEIR_TEST_IO": "failfrom@30:ENOSPC:1000000"})
    running.until_said("paused")
    running.send(signal.SIGTERM)
    time.sleep(0.02)
    began = time.monotonic()
    if running.process.poll() is None:
        running.send(signal.SIGTERM)
    result = running.wait()
    t.check(time.monotonic() - began < 1, "at once")
    t.check(result.status in (0, 1), result)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))


@for_each([signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT], lambda one: one.name)
def killed_at_seeded_moments(t, number):
    """F46"""
    t.may_die = True
    t.file("events.json", events(500))
    t.script(WINDOWS)
    import resource
    for _ in range(8):
        running = t.start("run", *paced(1500, 17), "job.sql", under=("sh", "-c", 'ulimit -c 0; exec "$0" "$@"'),
                          env=dict.fromkeys(("ASAN_OPTIONS", "TSAN_OPTIONS"), "handle_segv=0:handle_abort=0"))
        time.sleep(t.random.uniform(0.02, 0.09))
        running.send(number)
        running.wait()
    t.run("run", "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(500))
    t.clean()


@case
def hangup_stops_like_term(t):
    """F46"""
    t.file("events.json", events(300))
    stopped_midway(t, COPY, how=signal.SIGHUP)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))


@case
def hangup_is_ignored_under_nohup(t):
    t.file("events.json", events(100))
    t.script(COPY)
    running = t.start("run", *paced(400), "job.sql", under=("sh", "-c", 'trap "" HUP; exec "$0" "$@"'))
    running.until(lambda: t.manifests(), "a checkpoint")
    running.send(signal.SIGHUP)
    t.says(running.wait(), "finished")
    t.equal(t.ids(), list(range(100)))


@case
def broken_pipe_signal_is_nothing(t):
    """F46"""
    t.file("events.json", events(100))
    t.script(COPY)
    running = t.start("run", *paced(400), "job.sql")
    running.until(lambda: t.manifests(), "a checkpoint")
    running.send(signal.SIGPIPE)
    t.equal(running.wait().status, 0)
    t.equal(t.ids(), list(range(100)))


PRINTED = COPY.replace("INSERT INTO copies SELECT id, k, v FROM events;", "") + """
CREATE TABLE shown (id INT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO copies SELECT id, k, v FROM events;
INSERT INTO shown SELECT id FROM events;
END;
"""


def with_reader_that_leaves(t, *arguments, lines=5):
    reader, writer = os.pipe()
    running = t.start(*arguments, stdout=writer)
    os.close(writer)
    with os.fdopen(reader) as stream:
        got = [stream.readline() for _ in range(lines)]
    return running, got


@case
def closed_stdout_stops_with_a_checkpoint(t):
    """F46: like SIGTERM."""
    t.file("events.json", events(300))
    t.script(PRINTED)
    running, got = with_reader_that_leaves(t, "run", *paced(400), "job.sql")
    t.equal(got[0], "+I[0]\n")
    result = running.wait()
    t.equal(result.status, 0, result)
    t.check("stopped" in result.err, result)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))
    t.clean()


@case
def closed_stdout_of_a_select(t):
    t.file("events.json", events(50000))
    t.script(EVENTS + "SELECT * FROM events;")
    running, _ = with_reader_that_leaves(t, "run", "job.sql")
    t.equal(running.wait(10).status, 0)


@case
def stdout_that_is_closed_from_the_start(t):
    t.file("events.json", events(20))
    t.script(COPY)
    t.run("run", "job.sql", under=("sh", "-c", 'exec "$0" "$@" >&-'), expect=0)
    t.equal(t.ids(), list(range(20)))


@case
def stdout_on_a_full_device(t):
    t.file("events.json", events(2000))
    t.script(EVENTS + "SELECT * FROM events;")
    with open("/dev/full", "wb") as full:
        result = t.run("run", "job.sql", stdout=full, timeout=10)
    t.equal(result.status, 1, result)
    t.says(result, "stdout", "No space left")


@case
def stderr_that_is_closed(t):
    t.file("events.json", events(20))
    t.script(COPY)
    t.run("run", "job.sql", under=("sh", "-c", 'exec "$0" "$@" 2>&-'), expect=0)
    t.equal(t.ids(), list(range(20)))


@case
def finished_job_says_so(t):
    t.file("events.json", events(30))
    t.script(COPY)
    first = t.run("run", "job.sql", expect=0)
    t.says(first, "job 'job' finished: rows-in=30 rows-out=30")
    before = t.fingerprint(".weir", "out")
    again = t.run("run", "job.sql", expect=0)
    t.says(again, "job 'job' had already finished with checkpoint", "--fresh")
    t.check(t.fingerprint(".weir", "out") == before, "nothing changed")


@case
def fresh_starts_anew_and_leaves_old_output(t):
    t.file("events.json", events(30))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    old = {path: open(path).read() for path in t.part_files()}
    t.run("run", "--fresh", "job.sql", expect=0)
    t.equal(t.ids(), sorted(list(range(30)) * 2))
    t.check(all(open(path).read() == text for path, text in old.items()), "old files are as they were")
    t.says(t.run("run", "job.sql", expect=0), "had already finished")
    t.equal(len(t.ids()), 60)


@case
def fresh_after_a_stop(t):
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    shutil.rmtree(t.path("out"))
    t.run("run", "--fresh", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))
    t.clean()


@case
def fresh_killed_at_every_operation(t):
    t.may_die = True
    t.file("events.json", events(60))
    for at in range(1, 14):
        shutil.rmtree(t.path("out"), ignore_errors=True)
        shutil.rmtree(t.path(".weir"), ignore_errors=True)
        t.script(COPY)
        t.run("run", "-D", "weir.checkpoint.rows=20", "job.sql", expect=0)
        shutil.rmtree(t.path("out"))
        first = t.run("run", "--fresh", "job.sql", env={"WEIR_TEST_IO": f"kill@{at}"})
        second = t.run("run", *(["--fresh"] if not t.manifests() else []), "job.sql", expect=0)
        if "had already finished" not in second.err:
            t.equal(t.ids(), list(range(60)), f"killed at {at}")


@case
def from_a_checkpoint_of_another_folder(t):
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    seen = t.ids()
    newest = t.manifests()[-1]
    for source in (".weir/job", f".weir/job/MANIFEST-{newest}"):
        shutil.rmtree(t.path("ck"), ignore_errors=True)
        shutil.rmtree(t.path("out2"), ignore_errors=True)
        t.script(COPY.replace("'path' = 'out'", "'path' = 'out2'"), "job.sql")
        t.run("run", "--from", source, "-D", f"execution.checkpointing.dir={t.path('ck')}", "job.sql", expect=0)
        t.equal(sorted(seen + t.ids("out2")), list(range(300)))
    t.script(COPY.replace("'path' = 'out'", "'path' = 'out3'"), "job.sql")
    t.says(t.run("run", "--from", ".weir/nothing", "-D", f"execution.checkpointing.dir={t.path('ck9')}", "job.sql"), ".weir/nothing")
    t.says(t.run("run", "--from", f".weir/job/MANIFEST-{newest + 77}", "-D", f"execution.checkpointing.dir={t.path('ck9')}", "job.sql"),
           f"MANIFEST-{newest + 77}")


@case
def from_as_a_setting(t):
    """Flink's key for the same; --from on the command line goes before it."""
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    seen = t.ids()
    t.script("SET 'execution.state-recovery.path' = '.weir/job';\n" + COPY.replace("'path' = 'out'", "'path' = 'out2'"))
    command = ["run", "-D", f"execution.checkpointing.dir={t.path('ck')}", *paced(600), "job.sql"]
    running = t.start(*command)
    running.until(lambda: t.ids("out2"), "rows")
    t.check("own checkpoint" not in running.stop().err, "the setting is what it starts from")
    resumed = t.run(*command, expect=0)
    t.says(resumed, "weir: job 'job' goes on from its own checkpoint", "'execution.state-recovery.path' is only for a job without one")
    t.check("warning" not in resumed.err, f"a script that keeps the setting is no reason to warn\n{resumed}")
    t.equal(sorted(seen + t.ids("out2")), list(range(300)))


@case
def from_is_said_to_be_idle_where_it_is(t):
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    t.says(t.run("run", "--from", ".weir/job", "job.sql", expect=0), "warning: job 'job' goes on from its own checkpoint", "--from is only for a job without one")
    t.equal(t.ids(), list(range(300)))


@for_each([1, 3])
def from_keeps_windows_and_survives_kills(t, parallelism):
    t.may_die = True
    t.file("events.json", events(300))
    stopped_midway(t, WINDOWS)
    done = window_rows(t)
    sql = WINDOWS.replace("'path' = 'out'", "'path' = 'out2'")
    t.script(sql)
    for at in (3, 9, 17, 30, 45):
        t.run("run", "--from", ".weir/job", "--parallelism", parallelism, "-D", f"execution.checkpointing.dir={t.path('ck')}", "-D", "weir.checkpoint.rows=40", "job.sql",
              env={"WEIR_TEST_IO": f"kill@{at}"})
    t.run("run", "--from", ".weir/job", "-D", f"execution.checkpointing.dir={t.path('ck')}", "job.sql", expect=0)
    t.equal(sorted(done + window_rows(t, "out2")), windows_of(300))


@for_each([(1, 2), (2, 1), (1, 4), (4, 3), (3, 8), (8, 1), (2, 2)], lambda pair: f"{pair[0]}->{pair[1]}")
def restored_at_another_parallelism(t, pair):
    """F57"""
    before, after = pair
    t.file("events.json", "".join(events(400, keys=40)))
    stopped_midway(t, WINDOWS, rate=1000, more=["--parallelism", before])
    t.run("run", "--parallelism", after, "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(400, keys=40))
    t.clean()


DISTINCT = EVENTS + """
CREATE TABLE windows (k STRING, start_at TIMESTAMP(3), n BIGINT, total INT)
WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');
INSERT INTO windows
SELECT {key}, window_start, COUNT(DISTINCT v), MIN(v) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '100' SECOND(3))
GROUP BY window_start, window_end{group};
"""


@for_each([(1, 3, True), (4, 1, True), (2, 5, False), (3, 1, False)], lambda one: f"{one[0]}->{one[1]}, {'keyed' if one[2] else 'global'}")
def distinct_values_go_with_their_group(t, one):
    """F57: the values that a DISTINCT keeps are restored where their group is."""
    before, after, keyed = one
    t.file("events.json", events(400))
    sql = DISTINCT.format(key="k" if keyed else "'all'", group=", k" if keyed else "")
    t.script(sql.replace("'out'", "'want'"), "plain.sql")
    t.run("run", "plain.sql", expect=0)
    stopped_midway(t, sql, rate=1000, more=["--parallelism", before])
    t.run("run", "--parallelism", after, "job.sql", expect=0)
    t.equal(window_rows(t), window_rows(t, "want"))


@case
def parallelism_changes_again_and_again_with_kills(t):
    t.may_die = True
    t.file("events.json", events(600, keys=40))
    t.script(WINDOWS)
    for parallelism in (1, 3, 2, 5, 1, 4, 8, 2):
        t.run("run", "--parallelism", parallelism, "-D", "weir.checkpoint.rows=25", "job.sql",
              env={"WEIR_TEST_IO": f"kill@{t.random.randint(20, 90)}"})
    t.run("run", "--parallelism", "2", "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(600, keys=40))
    t.clean()


@case
def max_parallelism_cannot_change(t):
    t.file("events.json", events(300))
    stopped_midway(t, WINDOWS)
    result = t.run("run", "-D", "pipeline.max-parallelism=64", "job.sql", expect=3)
    t.says(result, "max-parallelism", "128", "64")
    t.says(t.run("run", "--parallelism", "200", "job.sql"), "200", "128")
    t.run("run", "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(300))


@case
def retention(t):
    """Two decided checkpoints are kept, and what they need."""
    t.file("events.json", events(400))
    t.script(WINDOWS)
    running = t.start("run", *paced(2000, 10), "job.sql")
    while running.process.poll() is None:
        t.check(len(t.manifests()) <= 4, t.manifests())
        time.sleep(0.002)
    t.equal(running.wait().status, 0)
    t.check(len(t.manifests()) <= 2, t.manifests())
    t.check(not [name for name in os.listdir(t.job_folder()) if ".tmp" in name], os.listdir(t.job_folder()))


EVERYTHING = """
CREATE TABLE events (id INT, k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json');
CREATE TABLE tumbling (k STRING, start_at TIMESTAMP(3), n BIGINT, total INT, highest INT)
WITH ('connector' = 'filesystem', 'path' = 'out/tumbling', 'format' = 'json');
CREATE TABLE hopping (start_at TIMESTAMP(3), end_at TIMESTAMP(3), n BIGINT, different BIGINT)
WITH ('connector' = 'filesystem', 'path' = 'out/hopping', 'format' = 'csv');
CREATE TABLE copies (id INT, v INT, k STRING) PARTITIONED BY (k)
WITH ('connector' = 'filesystem', 'path' = 'out/copies', 'format' = 'json');
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), weir_watermark TIMESTAMP(3), weir_operator STRING)
WITH ('connector' = 'filesystem', 'path' = 'out/late', 'format' = 'json');
CREATE TABLE bad_rows (source STRING, `position` STRING, reason STRING, record BYTES)
WITH ('connector' = 'filesystem', 'path' = 'out/bad', 'format' = 'json');
SET 'weir.late-rows' = 'late';
SET 'weir.error-rows' = 'bad_rows';
EXECUTE STATEMENT SET BEGIN
INSERT INTO tumbling SELECT k, window_start, COUNT(*), SUM(v), MAX(v)
FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end, k;
INSERT INTO hopping SELECT window_start, window_end, COUNT(*), COUNT(DISTINCT k)
FROM HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND) GROUP BY window_start, window_end;
INSERT INTO copies SELECT id, v, k FROM events WHERE v > 20;
END;
"""


def visible_rows(t, folder):
    """(table and partition, line) of every visible row."""
    rows = []
    for path in t.part_files(folder):
        with open(path) as f:
            text = f.read()
        t.check(text.endswith("\n") or not text, f"{path} ends within a line")
        rows += [(os.path.relpath(os.path.dirname(path), t.path(folder)), line) for line in text.split("\n")[:-1]]
    return sorted(rows)


@for_each([1, 2, 3, 4])
def everything_at_once(t, number):
    """Windows, partitions, late and bad rows in one job; kills, faults, stops. One file at changing parallelism, or
    three files by one worker: with several files and workers the set of late rows may depend on who is faster."""
    import json
    t.may_die = True
    one_file = number % 2 == 0
    for part in range(3):
        lines = events(150, first=part * 150, keys=7).split("\n")[:-1]
        for i in range(20, 150, 13):
            lines[i] = '{"id": %d, "v": oops}' % i
        for i in range(75, 150, 9):
            if "oops" not in lines[i]:
                row = json.loads(lines[i])
                row["ts"] = "2024-01-01 00:00:%02d" % (i % 60)
                lines[i] = json.dumps(row)
        with open(t.file("in/0.json", "") if part == 0 else t.path("in", "0.json" if one_file else f"{part}.json"), "a") as f:
            f.write("\n".join(lines) + "\n")
    t.script(EVERYTHING)
    whole = t.run("run", "-D", "execution.checkpointing.dir=ck0", "job.sql", expect=0)
    want = visible_rows(t, "out")
    t.check(len({table.split("/")[0] for table, _ in want}) == 5, f"rows in every table\n{whole}")
    os.rename(t.path("out"), t.path("want"))
    for _ in range(12):
        settings = ["--parallelism", t.random.choice([1, 1, 2, 3, 5]) if one_file else 1, "-D", f"weir.checkpoint.rows={t.random.choice([7, 30, 90])}",
                    "-D", f"weir.batch-rows={t.random.choice([1, 7, 2048])}"]
        way = t.random.choice(["kill", "kill", "killafter", "fail", "short", "sync", "term"])
        if way == "term":
            running = t.start("run", "-D", "weir.source.rows-per-second=3000", *settings, "job.sql")
            time.sleep(t.random.uniform(0.02, 0.1))
            result = running.stop(t.random.choice([signal.SIGTERM, signal.SIGKILL]))
        else:
            fault = f"{way}@{t.random.randint(10, 250)}" + (":" + t.random.choice(["EIO", "ENOSPC"]) if way == "fail" else "")
            result = t.run("run", *settings, "job.sql", env={"WEIR_TEST_IO": fault})
        t.check(result.status in (0, 1, -9, -15), result)
    last = t.run("run", "job.sql", expect=0)
    t.equal(visible_rows(t, "out"), want, f"rows of all tables after\n{last}")
    t.clean()
