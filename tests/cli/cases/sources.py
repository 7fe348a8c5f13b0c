"""Files as input: cut, truncated, replaced, compressed, watched, empty."""

import gzip
import json
import os
import shutil
import subprocess
import time

from harness import COPY, EVENTS, WINDOWS, Skip, case, events, for_each, paced, stopped_midway, window_rows, windows_of

LINES = "CREATE TABLE copies (name STRING, line STRING) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"


@for_each([1, 2])
def input_cut_at_every_byte(t, parallelism):
    """F04: a last line without its newline is a line, once; a cut never adds, loses or joins lines."""
    text = "".join("line %d %s\n" % (i, "x" * (i * 7 % 23)) for i in range(96))
    text = (text * 2)[:2048]
    want = {}
    for cut in range(1, len(text) + 1):
        name = f"cut-{cut:04}.csv"
        t.file("cuts/" + name, text[:cut])
        want[name] = text[:cut].split("\n") if text[cut - 1] != "\n" else text[:cut].split("\n")[:-1]
    t.script("CREATE TABLE cuts (line STRING, name STRING NOT NULL METADATA FROM 'file.name' VIRTUAL) WITH ('connector' = 'filesystem', 'path' = 'cuts', "
             "'format' = 'csv', 'csv.disable-quote-character' = 'true');\n" + LINES + "INSERT INTO copies SELECT name, line FROM cuts;")
    t.run("run", "--parallelism", parallelism, "job.sql", expect=0, timeout=60)
    got = {}
    for row in t.rows():
        got.setdefault(row["name"], []).append(row["line"])
    t.equal(len(got), len(want), "files with rows")
    for name, lines in want.items():
        if got.get(name) != lines:
            t.fail(f"{name}: {len(got.get(name, []))} rows, expected {len(lines)}; the last ones {got.get(name, [])[-2:]} and {lines[-2:]}")


@case
def json_cut_within_a_record(t):
    text = events(12)
    for cut in t.random.sample(range(1, len(text)), 12):
        t.file("events.json", text[:cut])
        whole, partial = text[:cut].count("\n"), text[:cut].rsplit("\n", 1)[-1]
        try:
            json.loads(partial or "{}")
            status = 0
        except ValueError:
            status = 1
        t.script(COPY)
        result = t.run("run", "--fresh", "job.sql", expect=status)
        if status == 1:
            t.says(result, f"events.json:{whole + 1}:")
        shutil.rmtree(t.path("out"), ignore_errors=True)


@case
def truncated_between_stop_and_restart(t):
    """F02"""
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    with open(t.path("events.json"), "r+b") as f:
        f.truncate(100)
    before = t.fingerprint(".weir", "out")
    result = t.run("run", "job.sql", expect=3)
    t.says(result, "SRC_TRUNCATED", "events.json", "100 bytes", "--fresh")
    t.matches(result, r"read up to byte \d+")
    t.check(t.fingerprint(".weir", "out") == before, "nothing was touched")
    t.file("events.json", events(300))
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))


@case
def truncated_while_running(t):
    """F02: what is read ahead may still be used, but the end is never taken for the end of the file."""
    with open(t.path("events.json"), "w") as f:
        f.write(events(30000))
    size = os.path.getsize(t.path("events.json"))
    t.script(COPY)
    running = t.start("run", *paced(20000, 500), "job.sql")
    running.until(lambda: t.manifests() and t.manifests()[-1] >= 2, "checkpoints")
    with open(t.path("events.json"), "r+b") as f:
        f.truncate(size // 4)
    result = running.wait()
    t.check(result.status in (1, 3), result)
    t.says(result, "SRC_TRUNCATED", "events.json")
    t.equal(len(set(t.ids())), len(t.ids()), "no row twice")


@case
def replaced_between_stop_and_restart(t):
    """F03"""
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    os.rename(t.path("events.json"), t.path("old.json"))
    t.file("events.json", events(400, first=1000))
    before = t.fingerprint(".weir", "out")
    result = t.run("run", "job.sql", expect=3)
    t.says(result, "SRC_REPLACED", "events.json", "--fresh")
    t.matches(result, r"read up to byte \d+")
    t.check(t.fingerprint(".weir", "out") == before, "nothing was touched")
    shutil.copy(t.path("old.json"), t.path("events.json"))  # another inode, the same bytes
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))


@case
def replaced_while_running(t):
    """F03: a rename over the name leaves the open file alone; it is read to its end."""
    t.file("events.json", events(200))
    t.script(COPY)
    running = t.start("run", *paced(500), "job.sql")
    running.until(lambda: t.manifests() and t.manifests()[-1] >= 2, "checkpoints")
    t.file("new.json", events(200, first=1000))
    os.rename(t.path("new.json"), t.path("events.json"))
    result = running.wait()
    t.check(result.status in (0, 1, 3), result)
    if result.status == 0:
        t.equal(t.ids(), list(range(200)))
    else:
        t.says(result, "events.json")


@case
def copied_and_truncated_while_running(t):
    """F03: logrotate's copytruncate."""
    t.file("events.json", events(30000))
    t.script(COPY)
    running = t.start("run", *paced(20000, 500), "job.sql")
    running.until(lambda: t.manifests() and t.manifests()[-1] >= 2, "checkpoints")
    shutil.copy(t.path("events.json"), t.path("events.json.1"))
    with open(t.path("events.json"), "w"):
        pass
    result = running.wait()
    t.check(result.status in (1, 3), result)
    t.says(result, "events.json")


@case
def missing_on_resume(t):
    t.file("events.json", events(300))
    stopped_midway(t, COPY)
    os.rename(t.path("events.json"), t.path("away.json"))
    result = t.run("run", "job.sql")
    t.check(result.status in (2, 3), result)
    t.says(result, "events.json")
    os.rename(t.path("away.json"), t.path("events.json"))
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(300)))


@case
def missing_before_it_was_begun(t):
    """Nothing runs and nothing is written while a file is away that the job has yet to read."""
    for i, name in enumerate("abc"):
        t.file(f"in/{name}.json", events(200, first=i * 200))
    stopped_midway(t, COPY.replace("'events.json'", "'in'"))
    os.rename(t.path("in/c.json"), t.path("away.json"))
    before, manifests = t.ids(), t.manifests()
    t.says(t.run("run", "job.sql", expect=3), "SRC_MISSING", "in/c.json", "nothing of it was read yet", "Put the file back", "table 'events'")
    t.equal((t.ids(), t.manifests()), (before, manifests), "nothing ran")
    os.rename(t.path("away.json"), t.path("in/c.json"))
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(600)))


@case
def grown_input_of_a_finished_job(t):
    t.file("events.json", events(50))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    t.file("events.json", events(80))
    result = t.run("run", "job.sql", expect=0)
    t.says(result, "job 'job' had already finished", "--fresh")
    t.equal(t.ids(), list(range(50)))


@case
def grown_between_stop_and_restart(t):
    t.file("events.json", events(200))
    stopped_midway(t, COPY)
    with open(t.path("events.json"), "a") as f:
        f.write(events(50, first=200))
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(250)))


@for_each(["gz", "zst"])
def compressed_input_with_stops(t, kind):
    path = t.file("plain.json", events(400))
    if kind == "zst":
        if not shutil.which("zstd"):
            raise Skip("there is no zstd program to make the input")
        subprocess.run(["zstd", "-q", path, "-o", t.path("events.json.zst")], check=True)
    else:
        with open(path, "rb") as f:
            t.file("events.json.gz", f.read())
    sql = COPY.replace("'events.json'", f"'events.json.{kind}'")
    for checkpoint in (2, 5):
        t.script(sql)
        running = t.start("run", *paced(800), "job.sql")
        running.until(lambda: t.manifests() and t.manifests()[-1] >= checkpoint, "checkpoints")
        t.equal(running.stop().status, 0)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(400)))
    t.clean()


@case
def directory_in_order_of_names(t):
    for i, name in enumerate(["b.json", "a.json", "c.json.gz", "sub/d.json"]):
        t.file("in/" + name, "".join(json.dumps({"id": i * 10 + k, "k": name}) + "\n" for k in range(3)))
    t.file("in/.hidden.json", "broken")
    t.file("in/_SUCCESS", "broken")
    t.file("in/_tmp/x.json", "broken")
    t.script("CREATE TABLE input (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json');\nSELECT id FROM input;")
    out = t.run("run", "job.sql", expect=0).out
    t.equal(out, "".join(f"+I[{i}]\n" for i in (10, 11, 12, 0, 1, 2, 20, 21, 22, 30, 31, 32)))


WATCHED = COPY.replace("'path' = 'events.json'", "'path' = 'in', 'source.monitor-interval' = '20 ms'")


@case
def files_added_while_running(t):
    t.file("in/a.json", events(10))
    t.script(WATCHED)
    running = t.start("run", "-D", "execution.checkpointing.interval=30 ms", "job.sql")
    running.until(lambda: t.ids() == list(range(10)), "the first file's rows")
    t.file("in/.b.json.tmp", "half")
    t.file("b.json", events(10, first=10))
    os.rename(t.path("b.json"), t.path("in", "b.json"))
    os.unlink(t.path("in", ".b.json.tmp"))
    running.until(lambda: t.ids() == list(range(20)), "the second file's rows")
    t.equal(running.stop().status, 0)
    t.file("c.json", events(10, first=20))
    os.rename(t.path("c.json"), t.path("in", "c.json"))
    running = t.start("run", "-D", "execution.checkpointing.interval=30 ms", "job.sql")
    running.until(lambda: t.ids() == list(range(30)), "the third file's rows")
    t.file("d.json", events(10, first=30))
    os.rename(t.path("d.json"), t.path("in", "d.json"))
    running.until(lambda: t.ids() == list(range(40)), "the fourth file's rows")
    t.may_die = True
    running.send(9)
    running.wait()
    running = t.start("run", "-D", "execution.checkpointing.interval=30 ms", "job.sql")
    time.sleep(0.2)
    t.equal(running.stop().status, 0)
    t.equal(t.ids(), list(range(40)))
    t.clean()


@case
def many_files_added_with_kills(t):
    t.may_die = True
    os.mkdir(t.path("in"))
    t.script(WATCHED)
    written = 0
    for round_number in range(6):
        running = t.start("run", "--parallelism", "2", "-D", "execution.checkpointing.interval=10 ms", "job.sql")
        for _ in range(5):
            t.file("new.json", events(20, first=written))
            os.rename(t.path("new.json"), t.path("in", f"{written:05}.json"))
            written += 20
            time.sleep(t.random.uniform(0, 0.03))
        running.send(9 if round_number % 2 else 15)
        running.wait()
    running = t.start("run", "-D", "execution.checkpointing.interval=10 ms", "job.sql")
    running.until_said("job 'job'")
    running.until(lambda: len(t.ids()) >= written, "all rows")
    t.equal(running.stop().status, 0)
    t.equal(t.ids(), list(range(written)))
    t.clean()


@for_each([1, 2, 8])
def empty_input(t, parallelism):
    """F58"""
    t.file("events.json", "")
    t.script(WINDOWS)
    result = t.run("run", "--parallelism", parallelism, "job.sql", expect=0)
    t.says(result, "finished: rows-in=0 rows-out=0")
    t.equal(t.rows(), [])
    t.clean()
    t.says(t.run("run", "job.sql", expect=0), "had already finished")


@case
def empty_directory(t):
    os.mkdir(t.path("events.json"))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    t.equal(t.rows(), [])


@case
def bounded_end_fires_every_window(t):
    """F58"""
    t.file("events.json", events(95))
    t.script(WINDOWS)
    t.run("run", "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(95))


@case
def last_epoch_is_empty(t):
    """F58: nothing comes behind the last checkpoint but the end."""
    t.file("events.json", events(40))
    t.script(COPY + "")
    running = t.start("run", "-D", "weir.checkpoint.rows=40", "-D", "weir.source.rows-per-second=400", "-D", "execution.checkpointing.interval=5 ms", "job.sql")
    t.equal(running.wait().status, 0)
    t.equal(t.ids(), list(range(40)))
    t.clean()
    t.file("events.json", events(40))
    t.says(t.run("run", "job.sql", expect=0), "had already finished")


@case
def stopped_before_the_first_row_and_resumed(t):
    t.file("events.json", events(40))
    t.script(COPY)
    running = t.start("run", "-D", "weir.source.rows-per-second=2", "job.sql")
    running.until(lambda: t.manifests(), "checkpoint 0")
    t.equal(running.stop().status, 0)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(40)))


@case
def crlf_and_missing_newline_and_bom(t):
    t.file("input.csv", "1,a\r\n2,b\r\n3,c")
    t.script("CREATE TABLE input (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = 'input.csv', 'format' = 'csv');\nSELECT * FROM input;")
    t.equal(t.run("run", "job.sql", expect=0).out, "+I[1, a]\n+I[2, b]\n+I[3, c]\n")
    for start in (b"\xef\xbb\xbf", b"\xef\xbb\xbf\"1\",a\n", b"\xef\xbb\xbf1,a\r\n2,b"):
        t.file("input.csv", start)
        rows = ["+I[1, a]\n", "+I[2, b]\n"][:start.count(b",")]
        t.equal(t.run("run", "job.sql", expect=0).out, "".join(rows))
    t.file("input.csv", b"1,a\n\xef\xbb\xbf2,b\n")
    t.says(t.run("run", "job.sql", expect=1), "input.csv:2:1: field 'id'")
    for name in ("input.csv.gz", "input.csv"):
        t.file(name, b"\xef\xbb\xbf1,a\n")
        t.script(f"CREATE TABLE input (id STRING, k STRING) WITH ('connector' = 'filesystem', 'path' = '{name}', 'format' = 'csv');\n"
                 "SELECT CHAR_LENGTH(id), k FROM input;")
        t.equal(t.run("run", "job.sql", expect=0).out, "+I[1, a]\n")


@case
def link_as_input_is_followed(t):
    t.file("real.json", events(5))
    os.symlink("real.json", t.path("events.json"))
    t.script(COPY)
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), list(range(5)))


@case
def path_with_scheme_and_spaces(t):
    t.file("my data/events.json", events(5))
    t.script(COPY.replace("'events.json'", f"'file://{t.path('my data/events.json')}'").replace("'out'", f"'file://{t.path('my out')}'"))
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids("my out"), list(range(5)))


@case
def regex_pattern_chooses_files(t):
    t.file("in/a1.json", events(3))
    t.file("in/b1.json", events(3, first=10))
    t.script(COPY.replace("'path' = 'events.json'", "'path' = 'in', 'source.path.regex-pattern' = '.*/a[0-9]\\.json'"))
    t.run("run", "job.sql", expect=0)
    t.equal(t.ids(), [0, 1, 2])
