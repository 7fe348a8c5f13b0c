"""A catalog that lasts: what one run makes the next one finds; several at once; kills; files that are none."""

import os
import signal
import sqlite3
import subprocess
import time

from harness import case, events, for_each

PATH = "SET 'weir.catalog.path' = 'file.db';\n"
MAKE = PATH + """
CREATE DATABASE d COMMENT 'x';
CREATE TABLE d.events (id INT NOT NULL, k STRING, ts TIMESTAMP(3), twice AS id * 2, WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = 'events.json', 'format' = 'json');
USE d;
CREATE VIEW v AS SELECT id, twice FROM events WHERE id < 3;
CREATE FUNCTION f AS 'a.B';
CREATE TEMPORARY TABLE fleeting (a INT) WITH ('connector' = 'print');
"""


def used(t, sql, status=0, command="run"):
    t.script(sql, "use.sql")
    return t.run(command, "-D", "weir.catalog.path=file.db", "use.sql", expect=status)


def names_in(t):
    with sqlite3.connect(f"file:{t.path('file.db')}?mode=ro", uri=True) as database:
        return sorted(row[0] for row in database.execute("SELECT name FROM object WHERE kind = 3"))


@case
def two_runs_share(t):
    t.file("events.json", events(5))
    t.script(MAKE)
    t.run("run", "job.sql", expect=0)
    t.equal(oct(os.stat(t.path("file.db")).st_mode & 0o777), "0o600")
    t.check(not t.exists("file.db-wal"), "nothing is left beside a file at rest")
    out = used(t, "SELECT * FROM d.v; USE d; SHOW TABLES; SHOW USER FUNCTIONS; DESCRIBE events;").out
    for row in ["+I[0, 0]", "+I[2, 4]", "+I[events]\n+I[v]\n", "+I[f]", "+I[ts, TIMESTAMP(3) *ROWTIME*"]:
        t.check(row in out, out)
    t.check("fleeting" not in out, "a temporary table ends with its session")
    used(t, "ALTER TABLE d.events ADD more STRING; DROP VIEW d.v; DROP FUNCTION d.f;")
    out = used(t, "USE d; SHOW TABLES; SHOW USER FUNCTIONS; DESCRIBE events;").out
    t.check("+I[more, STRING" in out and "+I[v]" not in out and "+I[f]" not in out, out)
    t.script(MAKE)
    t.says(t.run("run", "job.sql", expect=2), "job.sql:3:", "database 'd' exists already")


@case
def check_and_explain_change_nothing(t):
    t.script(MAKE)
    t.run("check", "job.sql", expect=0)
    t.run("explain", "job.sql", expect=0)
    t.check(not t.exists("file.db"), "only a run makes the file")
    t.run("run", "job.sql", expect=0)
    before = os.stat(t.path("file.db")).st_mtime_ns
    used(t, "DROP TABLE d.events; SELECT * FROM d.v;", 2, "check")
    used(t, "DROP TABLE d.events;", 0, "check")
    t.equal(os.stat(t.path("file.db")).st_mtime_ns, before)
    t.equal(names_in(t), ["events", "v"])


@case
def a_statement_that_does_not_run_is_not_stored(t):
    t.script(PATH + "CREATE TABLE a (x INT) WITH ('connector' = 'print');\nINSERT INTO a SELECT 1 / (x - 1) FROM (VALUES (1)) AS v (x);\n"
             "CREATE TABLE b (x INT) WITH ('connector' = 'print');")
    t.run("run", "job.sql", expect=1)
    t.equal(names_in(t), ["a"])


@case
def broken_definitions_harm_nobody_else(t):
    t.script(MAKE)
    t.run("run", "job.sql", expect=0)
    with sqlite3.connect(t.path("file.db")) as database:
        database.execute("UPDATE object SET definition = 'CREATE TABLE nonsense' WHERE name = 'events'")
    result = used(t, "SELECT * FROM d.events;", 2)
    t.says(result, "use.sql:1:15", "`default_catalog`.`d`.`events` of catalog file 'file.db' cannot be used")
    used(t, "CREATE TABLE other (a INT) WITH ('connector' = 'print'); SHOW TABLES FROM d;")
    used(t, "DROP TABLE d.events; CREATE TABLE d.events (id INT, twice INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1'); SELECT id FROM d.v;")


@for_each(["text", "database", "newer"])
def other_files_are_left_alone(t, kind):
    if kind == "text":
        t.file("file.db", "this is a letter to a friend\n")
    else:
        with sqlite3.connect(t.path("file.db")) as database:
            database.execute("CREATE TABLE t (a)")
            if kind == "newer":
                database.execute("PRAGMA application_id = 1466263922")
                database.execute("PRAGMA user_version = 2")
    with open(t.path("file.db"), "rb") as file:
        before = file.read()
    result = used(t, "CREATE TABLE a (x INT) WITH ('connector' = 'print');", 2)
    t.says(result, "newer Weir" if kind == "newer" else "no catalog of Weir", "was not changed")
    with open(t.path("file.db"), "rb") as file:
        t.equal(file.read(), before)


@case
def path_comes_first(t):
    t.script("CREATE TABLE a (x INT) WITH ('connector' = 'print');\n" + PATH)
    t.says(t.run("run", "job.sql", expect=2), "job.sql:2:27", "before the first CREATE")


@case
def writers_at_once(t):
    running = []
    for n in range(4):
        t.script(PATH + "".join(f"CREATE TABLE t{n}_{i} (a INT) WITH ('connector' = 'print');\n" for i in range(8)) +
                 "CREATE TABLE IF NOT EXISTS shared (a INT) WITH ('connector' = 'print');\n", f"job{n}.sql")
        running.append(t.start("run", f"job{n}.sql"))
    for one in running:
        one.wait()
    t.equal(names_in(t), sorted([f"t{n}_{i}" for n in range(4) for i in range(8)] + ["shared"]))


@case
def one_of_two_wins(t):
    t.script(PATH + "CREATE TABLE same (a INT) WITH ('connector' = 'print');\n")
    running = [t.start("run", "job.sql") for _ in range(4)]
    statuses = sorted(one.wait(check=False).status for one in running)
    t.equal(statuses, [0, 2, 2, 2])
    t.equal(names_in(t), ["same"])


def loose_catalogs(t):
    """Catalogs without a database: the statement makes both, or neither. A kill may have come before the first."""
    with sqlite3.connect(t.path("file.db")) as database:
        if database.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0] == 0:
            return 0
        return database.execute("SELECT COUNT(*) FROM object a WHERE kind = 1 AND NOT EXISTS "
                                "(SELECT 1 FROM object b WHERE b.kind = 2 AND b.catalog = a.catalog)").fetchone()[0]


@case
def killed_in_the_middle(t):
    for n in range(6):
        t.script(PATH + "".join(f"CREATE CATALOG c{n}_{i} WITH ('type' = 'generic_in_memory');\n" for i in range(200)), f"job{n}.sql")
        process = subprocess.Popen([t.weir, "run", f"job{n}.sql"], cwd=t.dir, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.02 + 0.05 * n)
        process.send_signal(signal.SIGKILL)
        process.wait()
        out = used(t, "SHOW CATALOGS;").out
        t.equal(loose_catalogs(t), 0)
        t.check("default_catalog" in out, out)


@case
def jobs_are_listed_and_stopped(t):
    t.script("CREATE TABLE s (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = '50');\n"
             "CREATE TABLE o (a INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
             "INSERT INTO o SELECT a FROM s;", "endless.sql")
    t.script("SHOW JOBS;", "show.sql")
    t.script("STOP JOB 'endless' WITH SAVEPOINT; SHOW JOBS; DESCRIBE JOB 'endless';", "stop.sql")
    t.equal(t.run("run", "show.sql", expect=0).out, "")
    running = t.start("run", "endless.sql")
    running.until(lambda: "RUNNING, 1" in t.run("run", "show.sql", expect=0).out or "RUNNING, 2" in t.run("run", "show.sql", expect=0).out, "a checkpoint")
    out = t.run("run", "stop.sql", expect=0).out
    t.equal(out.count("+I[endless, STOPPED, "), 2)
    t.equal(running.wait().status, 0)
    t.says(t.run("run", "stop.sql", expect=2), "job 'endless' does not run; it is stopped")
    t.script("STOP JOB 'nix';", "other.sql")
    t.check("there is no job 'nix'" in t.run("run", "other.sql", expect=2).err, "unknown job")
    t.script("STOP JOB 'endless' WITH DRAIN;", "drain.sql")
    t.check("WITH DRAIN is not available" in t.run("run", "drain.sql", expect=2).err, "drain")
