"""jobs.py - the jobs that the crash tests kill.

Each is small, has checkpoints at fixed rows (so that two runs do the same operations) and, where that is short,
computes the output that must come out independently of Weir.
"""
import collections
import json

SETTINGS = """SET 'execution.checkpointing.interval' = '1 h';
SET 'weir.checkpoint.rows' = '%d';
SET 'pipeline.name' = 'job';
"""


def text_of(ms):
    seconds, ms = divmod(ms, 1000)
    return "2024-05-01 %02d:%02d:%02d.%03d" % (seconds // 3600 % 24, seconds // 60 % 60, seconds % 60, ms)


def printed(ms):
    """As the JSON format writes it: no zeros at the end of the fraction."""
    return text_of(ms).rstrip("0").rstrip(".") if ms % 1000 else text_of(ms)[:-4]


def events(count, late=(), bad=(), spread=700, keys="abc"):
    """Lines of one source file: time, key, value. late: indexes that come a minute too late; bad: unreadable ones."""
    lines, rows, state = [], [], 12345
    for i in range(count):
        state = (state * 1103515245 + 12345) % (1 << 31)
        ms = i * spread + state % 1500
        if i in late:
            ms = max(0, ms - 60000)
        row = (ms, keys[state // 7 % len(keys)], state % 100)
        if i in bad:
            lines.append('{"ts": "%s", "k": "x", "v": oops %d' % (text_of(ms), i))
            continue
        rows.append((i,) + row)
        lines.append(json.dumps({"ts": text_of(ms), "k": row[1], "v": row[2]}))
    return rows, "".join(line + "\n" for line in lines).encode()


SOURCE = """CREATE TABLE src (ts TIMESTAMP(3), k STRING, v BIGINT, WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'json');
"""
WINDOW = """SELECT window_start, k, COUNT(*) AS c, SUM(v) AS s
FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, k;
"""


def sink(name, columns, extra=""):
    return f"CREATE TABLE to_{name} ({columns}) {extra} WITH ('connector' = 'filesystem', 'path' = '{name}', 'format' = 'json');\n"


WINDOW_COLUMNS = "window_start TIMESTAMP(3), k STRING, c BIGINT, s BIGINT"


def tumble(rows, size=5000):
    """What WINDOW must give, as parsed lines."""
    windows = collections.defaultdict(lambda: [0, 0])
    for _, ms, key, value in rows:
        at = windows[(ms // size * size, key)]
        at[0] += 1
        at[1] += value
    return [{"window_start": printed(start), "k": key, "c": c, "s": s} for (start, key), (c, s) in windows.items()]


class Job:
    def __init__(self, name, script, files, outputs, expected=None, arguments=(), rerun_arguments=None):
        self.name = name
        self.initial = {"job.sql": script.encode()}
        self.initial.update(files)
        self.outputs = outputs              # folders below the root that hold committed files
        self.expected = expected            # output folder -> list of parsed lines; what Weir must give
        self.arguments = list(arguments)
        self.rerun_arguments = self.arguments if rerun_arguments is None else list(rerun_arguments)


def _simple(name, count, every):
    rows, data = events(count)
    script = SETTINGS % every + SOURCE + sink("out", WINDOW_COLUMNS) + "INSERT INTO to_out " + WINDOW
    return Job(name, script, {"in/rows.json": data}, ["out"], {"out": tumble(rows)})


def tiny():
    """The smallest: two checkpoints and the last one."""
    return _simple("tiny", 12, 6)


def small():
    return _simple("small", 60, 10)


def two_files():
    """Two splits, read one after the other."""
    rows, data = events(40)
    lines = data.splitlines(keepends=True)
    script = SETTINGS % 10 + SOURCE + sink("out", WINDOW_COLUMNS) + "INSERT INTO to_out " + WINDOW
    return Job("two_files", script, {"in/a.json": b"".join(lines[:17]), "in/b.json": b"".join(lines[17:])}, ["out"])


def two_sinks():
    rows, data = events(48)
    script = (SETTINGS % 12 + SOURCE + sink("out", WINDOW_COLUMNS) + sink("copy", "ts TIMESTAMP(3), k STRING, v BIGINT") +
              "EXECUTE STATEMENT SET BEGIN\nINSERT INTO to_out " + WINDOW +
              "INSERT INTO to_copy SELECT ts, k, v FROM src WHERE v >= 20;\nEND;\n")
    copy = [{"ts": printed(ms), "k": k, "v": v} for _, ms, k, v in rows if v >= 20]
    return Job("two_sinks", script, {"in/rows.json": data}, ["out", "copy"], {"out": tumble(rows), "copy": copy})


def partitioned():
    rows, data = events(40)
    script = (SETTINGS % 10 + SOURCE + sink("out", "v BIGINT, ts TIMESTAMP(3), k STRING", "PARTITIONED BY (k)") +
              "INSERT INTO to_out SELECT v, ts, k FROM src;\n")
    return Job("partitioned", script, {"in/rows.json": data}, ["out"])


def hop_late_errors():
    """Overlapping windows, late rows and unreadable records, each into a table of its own. Late rows come directly
    behind a checkpoint, too: there only a restored watermark tells that they are late."""
    rows, data = events(60, late=(30, 44, 50), bad=(9, 27, 45))
    script = (SETTINGS % 10 + "SET 'weir.late-rows' = 'to_late';\nSET 'weir.error-rows' = 'to_bad';\n" + SOURCE +
              sink("late", "ts TIMESTAMP(3), k STRING, v BIGINT, weir_watermark TIMESTAMP(3), weir_operator STRING") +
              sink("bad", "source STRING, `position` STRING, reason STRING, record BYTES") +
              sink("out", "window_start TIMESTAMP(3), window_end TIMESTAMP(3), k STRING, c BIGINT, m BIGINT") +
              """INSERT INTO to_out SELECT window_start, window_end, k, COUNT(*), MAX(v)
FROM TABLE(HOP(TABLE src, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND))
GROUP BY window_start, window_end, k;
""")
    return Job("hop_late_errors", script, {"in/rows.json": data}, ["out", "late", "bad"])


def long():
    """Enough state that a checkpoint writes only a part of it, and needs the state files of several before it: many
    open windows, with keys of 50 KB."""
    rows, data = events(160, spread=500)
    source = SOURCE.replace("v BIGINT,", "v BIGINT, wide AS CONCAT(k, REPEAT('-', 50000)),").replace("'2' SECOND", "'1' HOUR")
    script = (SETTINGS % 16 + source + sink("out", WINDOW_COLUMNS) + """INSERT INTO to_out
SELECT window_start, SUBSTRING(wide FROM 1 FOR 1), COUNT(*), SUM(v)
FROM TABLE(TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '1' SECOND)) GROUP BY window_start, window_end, wide;
""")
    return Job("long", script, {"in/rows.json": data}, ["out"], {"out": tumble(rows, 1000)})


def parallel():
    rows, data = events(60)
    lines = data.splitlines(keepends=True)
    script = SETTINGS % 10 + SOURCE + sink("out", WINDOW_COLUMNS) + "INSERT INTO to_out " + WINDOW
    return Job("parallel", script, {"in/a.json": b"".join(lines[:30]), "in/b.json": b"".join(lines[30:])}, ["out"],
               arguments=["--parallelism", "2"])


def union():
    """Two sources, one of them in two files, into one window operator on two workers: barriers are aligned."""
    rows, data = events(60)
    lines = data.splitlines(keepends=True)
    source = SOURCE.replace("'2' SECOND", "'1' HOUR")
    script = (SETTINGS % 8 + source + source.replace("TABLE src", "TABLE src2").replace("'in'", "'in2'") +
              "CREATE VIEW both_sources AS SELECT * FROM src UNION ALL SELECT * FROM src2;\n" +
              sink("out", WINDOW_COLUMNS) + "INSERT INTO to_out " + WINDOW.replace("TABLE src", "TABLE both_sources"))
    files = {"in/a.json": b"".join(lines[:20]), "in/b.json": b"".join(lines[20:33]), "in2/c.json": b"".join(lines[33:])}
    return Job("union", script, files, ["out"], {"out": tumble(rows)}, arguments=["--parallelism", "2"])


def sequence():
    """Generated rows: the position is a number."""
    script = (SETTINGS % 7 + """CREATE TABLE src (id BIGINT, x BIGINT) WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence',
'fields.id.start' = '1', 'fields.id.end' = '50', 'fields.x.kind' = 'sequence', 'fields.x.start' = '101', 'fields.x.end' = '150');
""" + sink("out", "id BIGINT, x BIGINT") + "INSERT INTO to_out SELECT id, x FROM src WHERE id <> 13;\n")
    return Job("sequence", script, {}, ["out"], {"out": [{"id": i, "x": i + 100} for i in range(1, 51) if i != 13]})


def rescaled(first, second):
    job = small()
    job.name = f"rescaled_{first}_{second}"
    job.arguments = ["--parallelism", str(first)]
    job.rerun_arguments = ["--parallelism", str(second)]
    return job


def empty():
    """Nothing comes in, and the job ends well."""
    script = SETTINGS % 10 + SOURCE + sink("out", WINDOW_COLUMNS) + "INSERT INTO to_out " + WINDOW
    return Job("empty", script, {"in/rows.json": b""}, ["out"], {"out": []})


def filtered():
    """Epochs without output: most rows fall out."""
    rows, data = events(40)
    script = (SETTINGS % 5 + SOURCE + sink("out", "ts TIMESTAMP(3), k STRING, v BIGINT") +
              "INSERT INTO to_out SELECT ts, k, v FROM src WHERE v > 92;\n")
    return Job("filtered", script, {"in/rows.json": data}, ["out"],
               {"out": [{"ts": printed(ms), "k": k, "v": v} for _, ms, k, v in rows if v > 92]})
