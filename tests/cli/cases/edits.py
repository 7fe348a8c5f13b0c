"""F54: thirty edits of a script between two runs: which keep the state, and which are refused by name."""

import shutil

from harness import EVENTS, case, events, for_each, paced, stopped_midway, window_rows, windows_of

SINK = ("CREATE TABLE windows (k STRING, start_at TIMESTAMP(3), n BIGINT, total INT)\n"
        "WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n")
QUERY = ("SELECT k, window_start, COUNT(*), SUM(v) FROM TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '10' SECOND)\n"
         "GROUP BY window_start, window_end, k")
BASE = EVENTS + SINK + "INSERT INTO windows\n" + QUERY + ";\n"
MORE = "CREATE TABLE copies (id INT) WITH ('connector' = 'filesystem', 'path' = 'out2', 'format' = 'json');\n"
SET_OF_TWO = (EVENTS + SINK + MORE + "EXECUTE STATEMENT SET BEGIN\nINSERT INTO windows " + QUERY +
              ";\nINSERT INTO copies SELECT id FROM events;\nEND;\n")
ASIDE = ("CREATE TABLE aside (id INT, k STRING, v INT, ts TIMESTAMP(3), weir_watermark TIMESTAMP(3), weir_operator STRING)\n"
         "WITH ('connector' = 'filesystem', 'path' = 'out2', 'format' = 'json');\nSET 'weir.late-rows' = 'aside';\n" + BASE)


def edit(old, new, base=BASE):
    assert old in base, old
    return base.replace(old, new)


# (what, script of the first run, script of the second, words of the refusal; None: it goes on, and what the output is:
#  "same" as without the edit, or "any": other rows are right from there on)
EDITS = [
    ("nothing", BASE, BASE, None, "same"),
    ("comments and layout", BASE, "-- a comment\n" + edit("SELECT k,", "select\n  k /* key */,"), None, "same"),
    ("an alias", BASE, edit("COUNT(*)", "COUNT(*) AS cnt"), None, "same"),
    ("a view instead of the table", BASE, edit("TABLE events, D", "TABLE same, D").replace(
        "INSERT INTO windows", "CREATE TEMPORARY VIEW same AS SELECT * FROM events;\nINSERT INTO windows"), None, "same"),
    ("a column of the sink renamed", BASE, edit("n BIGINT, total INT", "cnt BIGINT, total INT"), None, "any"),
    ("the sink's format", BASE, edit("'path' = 'out', 'format' = 'json'", "'path' = 'out', 'format' = 'csv'"), None, "any"),
    ("a column of the source that nobody reads", BASE, edit("(id INT, k", "(more STRING, id INT, k"), None, "same"),
    ("the checkpoint interval", BASE, "SET 'execution.checkpointing.interval' = '5 s';\n" + BASE, None, "same"),
    ("the parallelism", BASE, "SET 'parallelism.default' = '2';\n" + BASE, None, "same"),
    ("a projection above the windows", BASE, edit("COUNT(*), SUM", "COUNT(*) + 0, SUM"), None, "any"),
    ("a filter above the windows", BASE, edit("window_end, k;", "window_end, k HAVING COUNT(*) > 0;"), None, "any"),
    ("a filter below the windows", BASE, edit("GROUP BY", "WHERE v >= 0 GROUP BY"), None, "any"),
    ("a new sink beside it", BASE, SET_OF_TWO, None, "any"),
    ("a second job in the script", BASE, BASE + MORE + "INSERT INTO copies SELECT id FROM events;\n", None, "same"),
    ("a SELECT behind it", BASE, BASE + "SELECT 1;\n", None, "same"),
    ("the name of the job: another job", BASE, "SET 'pipeline.name' = 'other';\n" + edit("'path' = 'out'", "'path' = 'out2'"), None, "any"),
    ("a sink taken out", SET_OF_TWO, BASE, ["copies", "gone"], None),
    ("the table for late rows taken out", ASIDE, BASE, ["late/aside", "gone"], None),
    ("the table of the sink", BASE, BASE.replace("windows", "panes"), ["windows", "gone"], None),
    ("the table of the source", BASE, BASE.replace("events", "facts").replace("facts.json", "events.json"), ["events"], None),
    ("the size of the window", BASE, edit("'10' SECOND)", "'20' SECOND)"), ["changed"], None),
    ("an offset of the window", BASE, edit("'10' SECOND)", "'10' SECOND, INTERVAL '2' SECOND)"), ["changed"], None),
    ("TUMBLE to HOP", BASE, edit("TUMBLE(TABLE events, DESCRIPTOR(ts), ", "HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '5' SECOND, "), [], None),
    ("the key", BASE, edit("SELECT k,", "SELECT CAST(id AS STRING),").replace("window_end, k", "window_end, id"), [], None),
    ("one more key", BASE, edit("window_end, k", "window_end, k, id"), ["changed"], None),
    ("no key", BASE, edit("SELECT k,", "SELECT 'all',").replace("window_end, k", "window_end"), [], None),
    ("one more aggregate", BASE, edit("SUM(v)", "SUM(v) + MAX(id)"), ["changed"], None),
    ("an aggregate less", BASE, edit("COUNT(*), SUM(v)", "CAST(SUM(v) AS BIGINT), SUM(v)"), ["changed"], None),
    ("another aggregate", BASE, edit("SUM(v)", "MAX(v)"), ["SUM", "MAX"], None),
    ("DISTINCT", BASE, edit("COUNT(*)", "COUNT(DISTINCT id)"), ["changed"], None),
    ("a FILTER", BASE, edit("COUNT(*)", "COUNT(*) FILTER (WHERE v > 3)"), ["changed"], None),
    ("the type of an aggregated column", BASE, edit("v INT,", "v BIGINT,").replace("SUM(v)", "CAST(SUM(v) AS INT)"), ["changed"], None),
    ("the aggregated expression", BASE, edit("SUM(v)", "SUM(v + id)"), ["changed"], None),
    ("the max-parallelism", BASE, "SET 'pipeline.max-parallelism' = '64';\n" + BASE, ["max-parallelism"], None),
    ("windows to a plain copy", BASE, EVENTS + SINK + "INSERT INTO windows SELECT k, ts, CAST(id AS BIGINT), v FROM events;\n", ["gone"], None),
]


@for_each(EDITS, lambda one: one[0])
def script_is_edited(t, one):
    what, first, second, refusal, output = one
    t.file("events.json", events(200))
    stopped_midway(t, first, rate=800)
    before = t.fingerprint(".weir", "out", "out2")
    t.script(second)
    if refusal is None:
        result = t.run("run", "job.sql", expect=0)
        if "another job" not in what:
            t.says(result, "resumed from checkpoint")
        if output == "same":
            t.equal(window_rows(t), windows_of(200))
        t.clean()
        return
    for _ in range(2):
        result = t.run("run", "job.sql", expect=3)
        t.says(result, "--fresh", *refusal)
        t.check(t.fingerprint(".weir", "out", "out2") == before, "nothing was touched")
    # Put back, it goes on.
    t.script(first)
    t.run("run", "job.sql", expect=0)
    t.equal(window_rows(t), windows_of(200))


@case
def window_ends_of_an_edit_are_said(t):
    """The refusal names what it was and what it is."""
    t.file("events.json", events(200))
    stopped_midway(t, BASE, rate=800)
    t.script(edit("'10' SECOND)", "'1' MINUTE)"))
    result = t.run("run", "job.sql", expect=3)
    t.matches(result, r"has changed from '.*10 s.*' to '.*(1 min|60 s).*'")


@case
def path_is_edited_before_its_rows_are_shown(t):
    """Killed between the manifest and the rename, and the path edited then: refused, for the rows would be lost."""
    t.file("events.json", events(200))
    t.may_die = True
    refused = 0
    for at in range(20, 60):
        for folder in (".weir", "out", "elsewhere"):
            shutil.rmtree(t.path(folder), ignore_errors=True)
        t.script(BASE)
        t.run("run", "-D", "weir.checkpoint.rows=50", "job.sql", env={"WEIR_TEST_IO": f"kill@{at}"}, expect=None)
        t.script(edit("'path' = 'out'", "'path' = 'elsewhere'"))
        result = t.run("run", "job.sql", expect=None)
        if result.status == 3:
            t.says(result, "windows", "its 'path' was", "/out", "elsewhere")
            refused += 1
            t.script(BASE)
            t.run("run", "job.sql", expect=0)
        t.equal(sorted(window_rows(t, "out") + window_rows(t, "elsewhere")), windows_of(200))
    t.check(refused > 0, "no kill came between a manifest and its rename")
