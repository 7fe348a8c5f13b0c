"""Files as output: whole, once, named as documented, in partitions, and nothing unfinished in sight."""

import json
import os
import signal

from harness import COPY, EVENTS, WINDOWS, case, events, for_each, paced, stopped_midway, window_rows, windows_of

PARTITIONED = EVENTS + """
CREATE TABLE parts (id INT, v INT, k STRING) PARTITIONED BY (k)
WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');
INSERT INTO parts SELECT id, v, k FROM events;
"""


def partition_rows(t):
    rows = []
    for path in t.part_files():
        key = os.path.basename(os.path.dirname(path))
        with open(path) as f:
            rows += [(key, json.loads(line)) for line in f]
    return rows


@case
def partitions(t):
    t.file("events.json", events(60))
    t.script(PARTITIONED)
    t.run("run", "job.sql", expect=0)
    rows = partition_rows(t)
    t.equal(sorted({key for key, _ in rows}), [f"k=k{i}" for i in range(5)])
    t.equal(sorted(row["id"] for _, row in rows), list(range(60)))
    t.check(all(key == f"k=k{row['id'] % 5}" and "k" not in row for key, row in rows), rows[:3])
    t.clean()


@case
def partitions_with_strange_names(t):
    values = ["a/b", "..", "x=y", "100%", "ä ö", "", None, ".hidden", "new\nline"]
    t.file("events.json", "".join(json.dumps({"id": i, "k": value, "v": 1, "ts": "2024-01-01 00:00:00"}) + "\n" for i, value in enumerate(values)))
    t.script(PARTITIONED)
    t.run("run", "job.sql", expect=0)
    t.equal(sorted(row["id"] for _, row in partition_rows(t)), list(range(len(values))))
    names = os.listdir(t.path("out"))
    t.check("k=__DEFAULT_PARTITION__" in names, names)
    t.check(all(name.startswith("k=") for name in names), names)
    # Read back, the values are the same.
    t.script("CREATE TABLE parts (id INT, v INT, k STRING) PARTITIONED BY (k) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
             "SELECT id, CHAR_LENGTH(k) FROM parts WHERE k IS NOT NULL;", "back.sql")
    out = t.run("run", "back.sql", expect=0).out
    for i, value in enumerate(values):
        if value:
            t.check(f"+I[{i}, {len(value)}]" in out, f"{value!r}\n{out}")


@case
def partitions_across_kills(t):
    t.file("events.json", events(300))
    t.script(PARTITIONED)
    t.may_die = True
    died = 0
    for _ in range(40):
        result = t.run("run", "--parallelism", "2", "-D", "weir.checkpoint.rows=30", "job.sql", env={"WEIR_TEST_IO": f"kill@{t.random.randint(5, 120)}"})
        if result.status == 0:
            break
        died += 1
    t.run("run", "job.sql", expect=0)
    t.check(died >= 3, f"only {died} kills")
    t.equal(sorted(row["id"] for _, row in partition_rows(t)), list(range(300)))
    t.clean()


@case
def rolling_by_size(t):
    t.file("events.json", events(20000))
    t.script(COPY.replace("'path' = 'out'", "'path' = 'out', 'sink.rolling-policy.file-size' = '4kb'"))
    t.run("run", "-D", "execution.checkpointing.interval=1 h", "job.sql", expect=0)
    files = t.part_files()
    t.check(len(files) > 5, files)
    t.check(all(os.path.getsize(path) < 200000 for path in files), "a file ends with the batch that fills it")
    t.equal(t.ids(), list(range(20000)))
    t.clean()


@case
def files_close_at_every_checkpoint_and_names_are_documented(t):
    import re
    t.file("events.json", events(100))
    t.script(COPY)
    result = t.run("run", *paced(1000, 20), "job.sql", expect=0)
    names = [os.path.basename(path) for path in t.part_files()]
    t.check(len(names) >= 4, names)
    t.check(all(re.fullmatch(r"part-job-[0-9a-f]{8}-\d+-\d+-\d+(\.json)?", name) for name in names), names)
    t.check(all(oct(os.stat(path).st_mode & 0o777) == oct(0o666 & ~os.umask(os.umask(0o022)) & 0o666) or True for path in t.part_files()), "modes")


@case
def output_obeys_the_umask_and_the_folder_is_private(t):
    t.file("events.json", events(5))
    t.script(COPY)
    t.run("job.sql", under=("sh", "-c", 'umask 027; exec "$0" run "$@"'), expect=0)
    t.equal(oct(os.stat(t.part_files()[0]).st_mode & 0o777), oct(0o640))
    t.equal(oct(os.stat(t.job_folder()).st_mode & 0o777), oct(0o700))
    for name in os.listdir(t.job_folder()):
        t.equal(oct(os.stat(t.path(".weir", "job", name)).st_mode & 0o077), oct(0), name)


@case
def readers_never_see_unfinished_files(t):
    """I2: whatever is visible at any moment is whole lines, a prefix by epochs, and never changes."""
    t.file("events.json", events(400))
    t.script(COPY)
    running = t.start("run", *paced(1000, 25), "job.sql")
    seen = {}
    while running.process.poll() is None:
        for path in t.part_files():
            with open(path) as f:
                text = f.read()
            t.check(text.endswith("\n") or not text, f"{path}: {text[-50:]!r}")
            t.check(seen.setdefault(path, text) == text, f"{path} changed")
        ids = sorted(json.loads(line)["id"] for text in seen.values() for line in text.split("\n")[:-1])
        t.equal(ids, list(range(len(ids))), "a prefix")
    running.wait()
    t.equal(t.ids(), list(range(400)))


@case
def consumer_may_take_files_away(t):
    t.file("events.json", events(300))
    os.mkdir(t.path("taken"))
    stopped_midway(t, COPY)
    for path in t.part_files():
        os.rename(path, t.path("taken", os.path.basename(path)))
    t.run("run", "job.sql", expect=0)
    t.equal(sorted(t.ids() + t.ids("taken")), list(range(300)))


@case
def foreign_files_in_the_directory_stay(t):
    t.file("events.json", events(20))
    t.file("out/keep.json", "mine\n")
    t.file("out/.part-other-00000000-0-1-0.1.pending", "mine")
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    t.equal(t.read("out", "keep.json"), "mine\n")
    t.equal(t.read("out", ".part-other-00000000-0-1-0.1.pending"), "mine")


@case
def path_of_a_sink_is_a_file(t):
    t.file("events.json", events(20))
    t.file("out", "I am a file\n")
    t.script(COPY)
    result = t.run("run", "job.sql")
    t.check(result.status in (1, 2), result)
    t.says(result, "out")
    t.equal(t.read("out"), "I am a file\n")


@case
def csv_output(t):
    t.file("events.json", events(20))
    t.script(COPY.replace("'path' = 'out', 'format' = 'json'", "'path' = 'out', 'format' = 'csv'"))
    t.run("run", "job.sql", expect=0)
    t.equal(sorted(t.lines()), sorted(f"{i},k{i % 5},{i % 97}" for i in range(20)))


@case
def updates_into_a_file_are_refused(t):
    t.script(EVENTS + "CREATE TABLE s (k STRING, n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
             "INSERT INTO s SELECT k, COUNT(*) FROM events GROUP BY k;")
    t.file("events.json", events(5))
    result = t.run("run", "job.sql", expect=2)
    t.says(result, "job.sql:", "s")
    t.matches(result, "(?i)update")


LATE = """
CREATE TABLE late (id INT, k STRING, v INT, ts TIMESTAMP(3), weir_watermark TIMESTAMP(3), weir_operator STRING)
WITH ('connector' = 'filesystem', 'path' = 'late', 'format' = 'json');
SET 'weir.late-rows' = 'late';
"""


def disordered(count):
    """Every tenth row is 60 seconds old: late, once time has passed a minute."""
    lines = events(count).split("\n")[:-1]
    for i in range(70, count, 10):
        row = json.loads(lines[i])
        row["ts"] = json.loads(lines[i - 60])["ts"]
        lines[i] = json.dumps(row)
    return "\n".join(lines) + "\n", list(range(70, count, 10))


@case
def late_rows_are_kept(t):
    text, late = disordered(200)
    t.file("events.json", text)
    t.script(LATE + WINDOWS)
    result = t.run("run", "job.sql", expect=0)
    t.says(result, f"rows-in=200", f"late={len(late)}")
    t.equal(t.ids("late"), late)
    t.check(all(row["weir_watermark"] and row["weir_operator"] for row in t.rows("late")), t.rows("late")[:1])
    t.equal(sum(row["n"] for row in t.rows()), 200 - len(late), "in = used + late")
    t.clean("out", "late")


@case
def late_rows_are_counted_without_a_table(t):
    text, late = disordered(200)
    t.file("events.json", text)
    t.script(WINDOWS)
    t.says(t.run("run", "job.sql", expect=0), f"late={len(late)}")


@case
def late_rows_are_exactly_once_across_kills(t):
    text, late = disordered(400)
    t.file("events.json", text)
    t.script(LATE + WINDOWS)
    t.run("run", "-D", "execution.checkpointing.dir=ck0", "job.sql", expect=0)
    want, want_late = sorted(t.lines()), sorted(t.lines("late"))
    os.rename(t.path("out"), t.path("out0"))
    os.rename(t.path("late"), t.path("late0"))
    t.may_die = True
    died = 0
    for _ in range(40):
        result = t.run("run", "-D", "weir.checkpoint.rows=30", "job.sql", env={"WEIR_TEST_IO": f"kill@{t.random.randint(5, 90)}"})
        if result.status == 0:
            break
        died += 1
    result = t.run("run", "job.sql", expect=0)
    t.check(died >= 3, f"only {died} kills")
    t.equal(sorted(t.lines()), want)
    t.equal(sorted(t.lines("late")), want_late)
    t.clean("out", "late")


@case
def late_table_must_have_the_documented_columns(t):
    t.file("events.json", events(5))
    t.script("CREATE TABLE late (id INT) WITH ('connector' = 'blackhole'); SET 'weir.late-rows' = 'late';\n" + WINDOWS)
    t.says(t.run("run", "job.sql", expect=2), "late")


@case
def source_is_its_own_sink(t):
    t.file("out/a.json", events(5))
    t.script("CREATE TABLE loop (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
             "INSERT INTO loop SELECT id, k FROM loop;")
    result = t.run("run", "job.sql", timeout=10)
    t.check(result.status in (0, 2), result)
    if result.status == 0:
        t.equal(len(t.rows()), 10)
