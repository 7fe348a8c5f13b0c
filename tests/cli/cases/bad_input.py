"""Input that cannot be read: named with file, line, column and field; counted or kept aside where asked."""

import json
import os
import shutil

from harness import EVENTS, Skip, case, events, for_each, paced

SINK = "CREATE TABLE copies (id INT, k STRING) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
INSERT = "INSERT INTO copies SELECT id, k FROM input;\n"
ERRORS = ("CREATE TABLE bad_rows (source STRING, `position` STRING, reason STRING, record BYTES)\n"
          "WITH ('connector' = 'filesystem', 'path' = 'bad', 'format' = 'json');\nSET 'weir.error-rows' = 'bad_rows';\n")


def input_table(form="json", path=None, columns="id INT, k STRING", more=""):
    return (f"CREATE TABLE input ({columns}) WITH ('connector' = 'filesystem', 'path' = '{path or 'input.' + form}', "
            f"'format' = '{form}'{more});\n")


def good_and_bad(bad, form="json"):
    """Ten rows with the bad line as the sixth."""
    lines = [f'{{"id": {i}, "k": "k{i}"}}'.encode() if form == "json" else f"{i},k{i}".encode() for i in range(10)]
    lines[5] = bad
    return b"\n".join(lines) + b"\n"


JSON_BAD = [
    ("half a record", b'{"id": 5, "k": "k', None),
    ("no JSON", b"this is no JSON", None),
    ("an array", b'[1, 2]', None),
    ("text for a number", b'{"id": "five", "k": "k5"}', "id"),
    ("out of range", b'{"id": 99999999999, "k": "k5"}', "id"),
    ("an object for a number", b'{"id": {"a": 1}, "k": "k5"}', "id"),
    ("invalid UTF-8", b'{"id": 5, "k": "k\xff\xfe5"}', "k"),
    ("a wrong escape", b'{"id": 5, "k": "\\q"}', None),
    ("too deep", b'{"id": 5, "deep": ' + b"[" * 5000 + b"]" * 5000 + b', "k": "k5"}', None),
]
CSV_BAD = [
    ("text for a number", b"five,k5", "id"),
    ("out of range", b"99999999999,k5", "id"),
    ("too many fields", b"5,k5,more", None),
    ("too few fields", b"5", None),
    ("an open quote", b'5,"k5', None),
    ("invalid UTF-8", b"5,k\xff\xfe5", None),
]
ALL_BAD = [("json", *one) for one in JSON_BAD] + [("csv", *one) for one in CSV_BAD]


def label(one):
    return f"{one[0]}: {one[1]}"


@for_each(ALL_BAD, label)
def bad_record_fails_the_job(t, one):
    form, what, record, field = one
    t.file(f"input.{form}", good_and_bad(record, form))
    t.script(input_table(form) + SINK + INSERT)
    result = t.run("run", "job.sql", expect=1)
    t.matches(result, rf"input\.{form}:6:\d+: ")
    if field:
        t.says(result, f"'{field}'")
    t.says(result, "ignore-parse-errors", "weir.error-rows")
    t.check(len(result.err) < 4000, "the message is short")
    again = t.run("run", "job.sql", expect=1)
    t.matches(again, rf"input\.{form}:6:")
    t.check(all(row["id"] < 5 for row in t.rows()), "nothing behind the bad record is visible")
    # The file is put right: the job goes on where it stood, and every row is there once.
    with open(t.path(f"input.{form}"), "rb") as f:
        size = len(f.read())
    good = (b'{"id": 5, "k": "k5"}' if form == "json" else b"5,k5").ljust(len(record))
    if len(good) == len(record):
        t.file(f"input.{form}", good_and_bad(good, form))
        t.equal(os.path.getsize(t.path(f"input.{form}")), size)
        t.run("run", "--fresh", "job.sql")


@for_each(ALL_BAD, label)
def bad_record_is_counted_when_ignored(t, one):
    form, what, record, field = one
    t.file(f"input.{form}", good_and_bad(record, form))
    t.script(input_table(form, more=f", '{form}.ignore-parse-errors' = 'true'") + SINK + INSERT)
    result = t.run("run", "job.sql", expect=0)
    ids = [row["id"] for row in t.rows() if row["id"] is not None]
    if what == "an open quote":  # the quote may take the lines behind it with it
        t.check(set(range(5)) <= set(ids), ids)
        return
    t.equal(sorted(set(ids) - {5}), [0, 1, 2, 3, 4, 6, 7, 8, 9], f"the good rows\n{result}")
    if len(t.rows()) == 9:
        t.says(result, "errors=1")


@for_each(ALL_BAD, label)
def bad_record_is_kept_in_the_error_table(t, one):
    form, what, record, field = one
    t.file(f"input.{form}", good_and_bad(record, form))
    t.script(input_table(form) + SINK + ERRORS + INSERT)
    result = t.run("run", "job.sql", expect=0)
    import base64
    bad = t.rows("bad")
    if what == "an open quote":
        t.check(len(bad) >= 1, result)
        return
    t.equal(t.ids(), [0, 1, 2, 3, 4, 6, 7, 8, 9])
    t.equal(len(bad), 1, f"rows in the error table\n{result}")
    t.equal(base64.b64decode(bad[0]["record"]), record, "the record's bytes")
    t.equal(bad[0]["source"], "input")
    t.check(f"input.{form}:6" in bad[0]["position"], bad[0])
    if field:
        t.check(field in bad[0]["reason"], bad[0])
    t.says(result, "errors=1")
    t.clean("out", "bad")


@case
def error_table_is_exactly_once_across_kills(t):
    lines = [f'{{"id": {i}, "k": "k"}}' if i % 7 else f'{{"id": broken {i}' for i in range(400)]
    t.file("input.json", "\n".join(lines) + "\n")
    t.script(input_table() + SINK + ERRORS + INSERT)
    t.may_die = True
    died = 0
    for _ in range(60):
        result = t.run("run", "-D", "weir.checkpoint.rows=20", "job.sql", env={"WEIR_TEST_IO": f"kill@{t.random.randint(4, 60)}"})
        if result.status == 0:
            break
        t.equal(result.status, -9, result)
        died += 1
    t.equal(t.run("run", "job.sql", expect=0).status, 0)
    t.check(died >= 3, f"only {died} kills")
    t.equal(t.ids(), [i for i in range(400) if i % 7])
    t.equal(sorted(int(row["position"].rsplit(":", 2)[-2 if row["position"].count(":") > 1 else -1]) for row in t.rows("bad")),
            [i + 1 for i in range(400) if i % 7 == 0], "lines in the error table")
    t.clean("out", "bad")


@case
def error_table_must_have_the_documented_columns(t):
    t.file("input.json", "{}\n")
    t.script(input_table() + SINK + "CREATE TABLE bad_rows (a INT) WITH ('connector' = 'blackhole');\nSET 'weir.error-rows' = 'bad_rows';\n" + INSERT)
    t.says(t.run("run", "job.sql", expect=2), "bad_rows")
    t.script(input_table() + SINK + "SET 'weir.error-rows' = 'bad_row';\n" + INSERT)
    t.says(t.run("run", "job.sql", expect=2), "'bad_row'")


@case
def missing_path(t):
    t.script(input_table(path="nowhere/input.json") + SINK + INSERT)
    result = t.run("run", "job.sql", expect=2)
    t.says(result, "'input'", "nowhere/input.json")
    t.check(not t.part_files(), "no output")


@case
def path_with_another_scheme(t):
    t.script(input_table(path="hdfs://host/x") + SINK + INSERT)
    t.says(t.run("run", "job.sql", expect=2), "hdfs")


@case
def path_is_a_device(t):
    t.script(input_table(path="/dev/zero") + SINK + INSERT)
    t.says(t.run("run", "job.sql", expect=2), "/dev/zero")


def unprivileged(t):
    """Words in front of the program that make it run as somebody else; permissions do not bind root."""
    if os.geteuid() != 0:
        return (), t.weir
    if not shutil.which("setpriv"):
        raise Skip("permissions do not bind root, and there is no setpriv")
    program = shutil.copy(t.weir, t.path("weir-program"))
    os.chmod(program, 0o755)
    for place, folders, names in os.walk(t.dir):
        for name in folders + names:
            os.chown(os.path.join(place, name), 65534, 65534)
    os.chown(t.dir, 65534, 65534)
    return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"), program


@case
def directory_without_permission(t):
    t.file("closed/input.json", '{"id": 1}\n')
    t.script(input_table(path="closed") + SINK + INSERT)
    under, program = unprivileged(t)
    os.chmod(t.path("closed"), 0)
    result = t.run("run", "job.sql", under=under, weir=program)
    t.check(result.status in (1, 2), result)
    t.says(result, "closed", "Permission denied")
    os.chmod(t.path("closed"), 0o755)
    os.chmod(t.path("closed", "input.json"), 0)
    result = t.run("run", "job.sql", under=under, weir=program)
    t.check(result.status in (1, 2), result)
    t.says(result, "input.json", "Permission denied")


@case
def output_directory_without_permission(t):
    t.file("input.json", '{"id": 1}\n')
    os.mkdir(t.path("out"))
    t.script(input_table() + SINK + INSERT)
    under, program = unprivileged(t)
    os.chmod(t.path("out"), 0o555)
    result = t.run("run", "job.sql", under=under, weir=program, expect=1)
    t.says(result, "out", "Permission denied")


@case
def read_only_job_folder(t):
    t.file("input.json", '{"id": 1}\n')
    t.script(input_table() + SINK + INSERT)
    under, program = unprivileged(t)
    os.chmod(t.dir, 0o555)  # .weir cannot be made
    result = t.run("check", "job.sql", under=under, weir=program, expect=0)
    result = t.start("run", "job.sql", under=under, weir=program).wait()
    os.chmod(t.dir, 0o755)
    t.equal(result.status, 1, result)
    t.says(result, ".weir", "Permission denied")


@case
def line_of_100_megabytes(t):
    with open(t.path("input.json"), "wb") as f:
        f.write(b'{"id": 1, "k": "short"}\n{"id": 2, "k": "')
        piece = b"x" * (1 << 20)
        for _ in range(100):
            f.write(piece)
        f.write(b'"}\n{"id": 3, "k": "short"}\n')
    t.script(input_table() + SINK + INSERT)
    result = t.run("run", "job.sql", expect=1)
    t.matches(result, r"input\.json:2:1: .*weir\.record-size-max")
    t.check(len(result.err) < 2000, "the message is short")
    # As any other bad record it can be left out, and counted.
    t.script(input_table(more=", 'json.ignore-parse-errors' = 'true'") + SINK + INSERT)
    result = t.run("run", "--fresh", "job.sql", expect=0)
    t.says(result, "errors=1")
    t.equal(sorted(row["id"] for row in t.rows()), [1, 3])
    os.unlink(t.path("input.json"))


@case
def line_of_8_megabytes_is_read(t):
    with open(t.path("input.json"), "wb") as f:
        f.write(b'{"id": 1, "k": "' + b"y" * (8 << 20) + b'"}\n{"id": 2, "k": "z"}\n')
    t.script(input_table() + SINK + INSERT)
    t.run("run", "job.sql", expect=0)
    t.equal(sorted((row["id"], len(row["k"])) for row in t.rows()), [(1, 8 << 20), (2, 1)])


@case
def null_event_time_is_named(t):
    t.file("events.json", events(3) + '{"id": 3, "k": "x", "v": 1}\n')
    t.script(EVENTS + "CREATE TABLE p (id INT) WITH ('connector' = 'blackhole'); INSERT INTO p SELECT id FROM events;")
    result = t.run("run", "job.sql")
    if result.status == 0:  # nobody needs the event time in this job; with a window it is needed
        t.script(EVENTS + "SELECT COUNT(*) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;")
        result = t.run("run", "job.sql")
    t.equal(result.status, 1, result)
    t.says(result, "events.json", "'ts'")


@case
def value_that_fails_in_an_expression(t):
    t.file("input.json", '{"id": 1, "k": "a"}\n{"id": 0, "k": "a"}\n')
    t.script(input_table() + SINK + "INSERT INTO copies SELECT 10 / id, k FROM input;\n")
    result = t.run("run", "job.sql", expect=1)
    t.matches(result, r"(?i)division by zero|divided by zero")


@case
def not_null_sink_column(t):
    t.file("input.json", '{"id": 1, "k": "a"}\n{"k": "b"}\n')
    t.script(input_table() + "CREATE TABLE strict (id INT NOT NULL, k STRING) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
             "INSERT INTO strict SELECT id, k FROM input;\n")
    result = t.run("run", "job.sql")
    t.check(result.status in (1, 2), result)
    t.says(result, "'id'", "strict", "table.exec.sink.not-null-enforcer")


@case
def control_characters_in_text_are_read(t):
    """As Flink reads them."""
    t.file("input.json", b'{"id": 5, "k": "a\x00b\tc"}\n')
    t.script(input_table() + SINK + INSERT)
    t.run("run", "job.sql", expect=0)
    t.equal(t.rows()[0]["k"], "a\0b\tc")


@case
def binary_file(t):
    t.file("input.json", bytes(t.random.randrange(256) for _ in range(100000)))
    t.script(input_table() + SINK + INSERT)
    t.matches(t.run("run", "job.sql", expect=1), r"input\.json:1:")
    t.script(input_table(more=", 'json.ignore-parse-errors' = 'true'") + SINK + INSERT)
    t.run("run", "--fresh", "job.sql", expect=0)


@case
def damaged_compressed_input(t):
    import gzip
    data = gzip.compress(events(2000).encode())
    t.file("input.json", "")
    with open(t.path("input.json.gz"), "wb") as f:
        f.write(data[:len(data) // 2])
    t.script(input_table(path="input.json.gz") + SINK + INSERT)
    t.says(t.run("run", "job.sql", expect=1), "input.json.gz")
    with open(t.path("input.json.gz"), "wb") as f:
        f.write(b"this is no gzip")
    t.says(t.run("run", "--fresh", "job.sql", expect=1), "input.json.gz")


@case
def byte_order_mark_before_json(t):
    """As Flink does: it is passed over."""
    t.file("in.json", b"\xef\xbb\xbf{\"id\": 1}\r\n{\"id\": 2}\n\xef\xbb\xbf[]\n")
    t.script("CREATE TABLE s (id INT) WITH ('connector' = 'filesystem', 'path' = 'in.json', 'format' = 'json', 'json.ignore-parse-errors' = 'true');\n"
             "SELECT id FROM s;\n")
    result = t.run("run", "job.sql", expect=0)
    t.equal(result.out, "+I[1]\n+I[2]\n")
    t.says(result, "errors=1")
