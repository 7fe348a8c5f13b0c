"""Statements: what they print, what is checked before anything starts, how jobs are named and ordered."""

import os
import signal
import time

from harness import COPY, EVENTS, case, events, for_each

TABLES = """
CREATE TABLE orders (id INT NOT NULL, amount DECIMAL(10, 2), made TIMESTAMP(3), WATERMARK FOR made AS made - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE TABLE archive (id INT) WITH ('connector' = 'blackhole');
"""


@case
def show_and_describe(t):
    t.script(TABLES + "SHOW TABLES; DESCRIBE archive; SHOW DATABASES;")
    result = t.run("run", "job.sql", expect=0)
    t.check("+I[archive]\n+I[orders]\n" in result.out, result)
    t.check("+I[id, INT, TRUE, NULL, NULL, NULL]" in result.out, result)
    t.check("+I[default_database]" in result.out, result)
    t.script(TABLES + "DESCRIBE orders;")
    out = t.run("run", "job.sql", expect=0).out
    t.check("+I[id, INT, FALSE, PRI(id), NULL, NULL]" in out, out)
    t.check("+I[made, TIMESTAMP(3) *ROWTIME*, TRUE, NULL, NULL, `made` - INTERVAL '5' SECOND]" in out, out)


@case
def show_lists(t):
    t.script("SHOW CONNECTORS; SHOW FUNCTIONS;")
    # What this version cannot show is refused by name, never ignored.
    result = t.run("run", "job.sql")
    t.check((result.status == 0 and "filesystem" in result.out) or (result.status == 2 and "job.sql:1:" in result.err), result)


@case
def explain_statement_and_command(t):
    t.file("events.json", events(3))
    t.script(EVENTS + "EXPLAIN SELECT k, COUNT(*) FROM events GROUP BY k;")
    result = t.run("run", "job.sql", expect=0)
    t.check("GroupAggregate" in result.out and "events" in result.out, result)
    t.script(COPY)
    result = t.run("explain", "job.sql", expect=0)
    t.check("copies" in result.out and "events" in result.out, result)
    t.check(not t.exists("out") and not t.exists(".weir"), "explain starts nothing")


@case
def check_says_nothing_when_right(t):
    t.file("events.json", events(3))
    t.script(COPY)
    result = t.run("check", "job.sql", expect=0)
    t.equal((result.out, result.err), ("", ""))
    t.check(not t.exists("out") and not t.exists(".weir"), "check starts nothing")


@for_each([
    ("SELECT amout FROM orders;", 1, 8, ["unknown column 'amout'", "did you mean 'amount'?"]),
    ("SELECT id FROM ordes;", 1, 16, ["'ordes'", "did you mean 'orders'?"]),
    ("SELECT UPER('a');", 1, 8, ["'UPER'", "did you mean 'UPPER'?"]),
    ("SELECT CAST(1 AS INTEGR);", 1, 18, ["INTEGR"]),
    ("SELECT\n  id,\n  amont\nFROM orders;", 3, 3, ["'amont'", "did you mean 'amount'?"]),
    ("CREATE TABLE x (a INT) WITH ('connector' = 'filesystm', 'path' = 'x', 'format' = 'json');", 1, None,
     ["'filesystm'", "did you mean 'filesystem'?"]),
    ("CREATE TABLE x (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'jsn');", 1, None, ["'jsn'", "did you mean 'json'?"]),
    ("CREATE TABLE x (a INT) WITH ('connector' = 'filesystem', 'pth' = 'x', 'format' = 'json');", 1, None, ["'pth'", "did you mean 'path'?"]),
    ("CREATE TABLE x (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json', 'json.ignore-parse-error' = 'true');", 1, None,
     ["'json.ignore-parse-error'", "did you mean 'json.ignore-parse-errors'?"]),
    ("CREATE TABLE x (a INT) WITH ('connector' = 'filesystem', 'format' = 'json');", 1, None, ["'path'"]),
    ("CREATE TABLE x (a INT) WITH ('path' = 'x');", 1, None, ["'connector'"]),
    ("CREATE TABLE x (a IMT) WITH ('connector' = 'blackhole');", 1, 19, ["IMT", "did you mean 'INT'?"]),
    ("CREATE TABLE x (a INT, a STRING) WITH ('connector' = 'blackhole');", 1, None, ["'a'"]),
    ("SET 'paralelism.default' = '2';", 1, None, ["'paralelism.default'", "did you mean 'parallelism.default'?"]),
    ("SET 'parallelism.default' = 'two';", 1, None, ["'parallelism.default'", "'two'", "integer"]),
    ("SET 'execution.runtime-mode' = 'BATCH';", 1, None, ["execution.runtime-mode", "BATCH"]),
    ("SET 'execution.checkpointing.interval' = 'soon';", 1, None, ["'soon'", "duration"]),
    ("SELCT 1;", 1, 1, ["SELCT"]),
    ("SELECT 1", 1, None, None),
    ("SELECT 'open;", 1, None, []),
    ("SELECT 1 FROM orders WHERE;", 1, None, []),
    ("INSERT INTO archive SELECT id, id FROM orders;", 1, None, ["archive"]),
    ("INSERT INTO archive SELECT made FROM orders;", 1, None, ["archive"]),
    ("INSERT INTO nowhere SELECT 1;", 1, None, ["'nowhere'"]),
    ("ADD JAR 'x.jar';", 1, None, ["JAR"]),
    ("SELECT id + 'a' FROM orders;", 1, None, []),
    ("SELECT COUNT(*), id FROM orders;", 1, None, ["'id'"]),
    ("CREATE CATALOG c WITH ('type' = 'hive');", 1, None, ["'hive'", "generic_in_memory"]),
], lambda one: one[0].split("\n")[0][:60])
def bad_statement(t, one):
    sql, line, column, texts = one
    t.script("SELECT 1;\n" + TABLES.strip() + "\n" + sql)
    offset = 1 + len(TABLES.strip().split("\n"))
    for command in ("check", "run"):
        result = t.run(command, "job.sql")
        if texts is None:  # a last statement without ; is allowed
            t.equal(result.status, 0, result)
            continue
        t.equal(result.status, 2, f"exit status\n{result}")
        where = rf"^job\.sql:{line + offset}:{column if column else '[0-9]+'}: error: "
        t.matches(result, where)
        t.says(result, *texts)
        t.matches(result, r"\n +\| .*\^\n")
        t.equal(result.out, "", "stdout: nothing runs before all is checked")
    t.check(not t.exists(".weir"), "nothing was started")


@case
def mistake_in_the_last_line_starts_nothing(t):
    t.file("events.json", events(10))
    t.script(COPY + "INSERT INTO copies SELECT id, k, w FROM events;")
    t.says(t.run("run", "job.sql", expect=2), "'w'")
    t.check(not t.exists("out") and not t.exists(".weir"), "the first INSERT did not run")


TWO = EVENTS + """
CREATE TABLE first_sink (id INT) WITH ('connector' = 'filesystem', 'path' = 'out1', 'format' = 'json');
CREATE TABLE second_sink (k STRING, v INT) WITH ('connector' = 'filesystem', 'path' = 'out2', 'format' = 'json');
"""


@case
def two_inserts_are_two_jobs(t):
    t.file("events.json", events(30))
    t.script(TWO + "INSERT INTO first_sink SELECT id FROM events; INSERT INTO second_sink SELECT k, v FROM events;")
    result = t.run("run", "job.sql", expect=0)
    t.says(result, "job 'job' finished", "job 'job-second_sink' finished")
    t.equal(sorted(os.listdir(t.path(".weir"))), ["job", "job-second_sink"])
    t.equal(t.ids("out1"), list(range(30)))
    t.equal(len(t.rows("out2")), 30)
    again = t.run("run", "job.sql", expect=0)
    t.says(again, "job 'job' had already finished", "job 'job-second_sink' had already finished")
    t.equal(len(t.rows("out2")), 30)


@case
def statement_set_is_one_job(t):
    t.file("events.json", events(30))
    t.script(TWO + "EXECUTE STATEMENT SET BEGIN INSERT INTO first_sink SELECT id FROM events; INSERT INTO second_sink SELECT k, v FROM events; END;")
    result = t.run("run", "job.sql", expect=0)
    t.equal(os.listdir(t.path(".weir")), ["job"])
    t.says(result, "rows-in=30 rows-out=60")
    t.equal((t.ids("out1"), len(t.rows("out2"))), (list(range(30)), 30))


@case
def pipeline_name_names_the_job(t):
    t.file("events.json", events(5))
    t.script("SET 'pipeline.name' = 'night run';\n" + COPY)
    t.says(t.run("run", "job.sql", expect=0), "job 'night run' finished")
    t.equal(os.listdir(t.path(".weir")), ["night run"])


@case
def checkpointing_dir_is_used(t):
    t.file("events.json", events(5))
    t.script("SET 'execution.checkpointing.dir' = 'file://" + t.path("ck") + "';\n" + COPY)
    t.run("run", "job.sql", expect=0)
    t.check(t.manifests(folder=t.path("ck", "job")) and not t.exists(".weir"), "ck/job holds the checkpoints")


@case
def job_name_cannot_leave_the_folder(t):
    t.file("events.json", events(5))
    t.script("SET 'pipeline.name' = '../../evil';\n" + COPY)
    t.run("run", "job.sql", expect=0)
    t.equal(len(os.listdir(t.path(".weir"))), 1)
    t.check(not os.path.exists(t.path("..", "evil")) and not os.path.exists(t.path("..", "..", "evil")), "the folder stays below .weir")


@case
def jobs_without_a_promise_keep_no_folder(t):
    t.file("events.json", events(5))
    t.script(EVENTS + "CREATE TABLE p (id INT) WITH ('connector' = 'print'); INSERT INTO p SELECT id FROM events;")
    for _ in range(2):
        t.equal(t.run("run", "job.sql", expect=0).out, "".join(f"+I[{i}]\n" for i in range(5)))
    t.check(not t.exists(".weir"), "no folder")


@case
def unbounded_insert_runs_beside_the_rest(t):
    t.file("events.json", events(20))
    t.script("""CREATE TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
CREATE TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO nowhere SELECT n FROM ticks;
""" + COPY)
    running = t.start("run", "job.sql")
    running.until_said("job 'job-copies' finished")
    t.equal(t.ids(), list(range(20)))
    time.sleep(0.05)
    t.check(running.process.poll() is None, "the unbounded job goes on")
    t.equal(running.stop().status, 0)


@case
def reset_and_views(t):
    t.file("events.json", events(10))
    t.script("SET 'parallelism.default' = '3'; RESET 'parallelism.default';\n" + EVENTS +
             "CREATE TEMPORARY VIEW big AS SELECT id, v FROM events WHERE v > 6;\nSELECT id FROM big;")
    t.equal(t.run("run", "job.sql", expect=0).out, "+I[7]\n+I[8]\n+I[9]\n")


@case
def values_into_a_file(t):
    t.script("CREATE TABLE s (a INT, b STRING) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\n"
             "INSERT INTO s VALUES (1, 'x'), (2, CAST(NULL AS STRING));")
    t.run("run", "job.sql", expect=0)
    t.equal(sorted(t.lines()), ['{"a":1,"b":"x"}', '{"a":2,"b":null}'])
    t.says(t.run("run", "job.sql", expect=0), "had already finished")
    t.equal(len(t.lines()), 2)


@case
def signal_between_jobs_starts_no_more(t):
    t.file("events.json", events(100))
    t.script(TWO + "INSERT INTO first_sink SELECT id FROM events; INSERT INTO second_sink SELECT k, v FROM events;")
    running = t.start("run", "-D", "weir.source.rows-per-second=200", "job.sql")
    running.until(lambda: t.manifests(), "the first job's checkpoint")
    t.equal(running.stop(signal.SIGINT).status, 0)
    t.check(not t.exists(".weir", "job-second_sink"), "the second job was not started")
    t.run("run", "job.sql", expect=0)
    t.equal((t.ids("out1"), len(t.rows("out2"))), (list(range(100)), 100))
