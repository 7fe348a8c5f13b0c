"""The interactive shell on a terminal: typing, Tab, history, Ctrl-C, tables that update, paging; and scripts of weir sql."""

import os
import signal
import stat
import time

from harness import EVENTS, case, events, for_each
from terminal import Terminal

CTRL_C, CTRL_D, UP, TAB = "\x03", "\x04", "\x1b[A", "\t"
ENDLESS = ("CREATE TABLE g (id INT, v INT) WITH ('connector' = 'datagen', 'rows-per-second' = '200', 'fields.id.min' = '1', "
           "'fields.id.max' = '3', 'fields.v.min' = '1', 'fields.v.max' = '1');")


def shell(t, *arguments, **more):
    terminal = Terminal(t, "sql", *arguments, **more)
    terminal.until("weir> ")
    return terminal


def history(t):
    return t.read("state", "weir", "history").split("\n")[:-1]


@case
def typed_statements_are_answered(t):
    with shell(t) as s:
        got = s.line("SELECT a, b FROM (VALUES (1, 'x'), (22, 'yy')) AS t(a, b);")
        t.check("| 22 | yy |" in got and "2 rows in set" in got, got)
        got = s.line("SELECT 5 AS five; SELECT 6 AS six;")
        t.check(got.index("|    5 |") < got.index("|   6 |"), got)
        t.check("Empty set" in s.line("SHOW TABLES;"), "no tables")
        s.type(CTRL_D)
        t.equal(s.end(), 0)


@case
def statements_of_several_lines(t):
    with shell(t) as s:
        s.line("SELECT 'a;", "   '> ")
        s.line("b' AS `x", "   `> ")
        s.line("y`, -- not the end;", "   -> ")
        s.line("/* nor ;", "   *> ")
        s.line("here */ 1 AS z", "   -> ")
        got = s.line(";")
        t.check("a;\\nb" in got and "1 row in set" in got, got)
        s.line("EXECUTE STATEMENT SET", "   -> ")
        s.line("BEGIN SELECT 1;", "   -> ")
        t.check("error" in s.line("END;"), "a SELECT in a set")


@case
def ctrl_c_never_loses_what_was_typed(t):
    with shell(t) as s:
        s.line("SELECT 1 AS one_is,", "   -> ")
        s.type("2 AS two_is")
        s.until("2 AS two_is")
        s.type(CTRL_C)
        s.until("weir> ")
        s.type(UP)
        got = s.until("2 AS two_is")
        t.check("SELECT 1 AS one_is," in got, got)
        t.check("|      2 |" in s.line(";"), "the recalled statement runs")
        s.type("SELECT half")
        s.until("half")
        s.type(CTRL_C)
        s.until("weir> ")
        t.check("3" in s.line("SELECT 3 AS three;"), "the session goes on")
        s.type(CTRL_C)  # on an empty line: nothing but a new prompt
        s.until("weir> ")
        s.type(CTRL_D)
        t.equal(s.end(), 0)
    t.equal(history(t), ["SELECT 1 AS one_is,\\n2 AS two_is", "SELECT 1 AS one_is,\\n2 AS two_is;", "SELECT half", "SELECT 3 AS three;"])


@case
def history_lasts_and_hides_passwords(t):
    secret = "CREATE TABLE k (a INT) WITH ('connector' = 'kafka', 'topic' = 't', 'properties.sasl.password' = 'hunter2', 'nonsense' = '1');"
    with shell(t, columns=200) as s:
        s.line("SELECT 41 AS a;")
        s.line(secret)
        s.line("SELECT 'unclosed', 'sasl.password' = 'hunt", "   '> ")
        s.type(CTRL_D)
        t.equal(s.end(), 0)
    path = t.path("state", "weir", "history")
    t.equal(stat.S_IMODE(os.stat(path).st_mode), 0o600, "mode of the history")
    t.check("hunt" not in t.read("state", "weir", "history"), t.read("state", "weir", "history"))
    t.check("'properties.sasl.password' = '*******'" in history(t)[1], history(t))
    with shell(t) as s:
        s.type("\x12SELECT 41")  # Ctrl-R
        s.until("AS a;")
        s.type("\x1b")
        got = s.line("")
        t.check("| 41 |" in got, got)


@case
def history_that_cannot_be_kept_is_no_reason_to_stop(t):
    t.file("state", "a file where the folder should be")
    with shell(t) as s:
        t.check("| 7 |" in s.line("SELECT 7 AS a;"), "it works without a history file")
        s.type(UP)
        s.until("SELECT 7 AS a;")


@case
def killed_at_the_prompt_keeps_the_history(t):
    with shell(t) as s:
        s.line("SELECT 1 AS a;")
        os.kill(s.pid, signal.SIGKILL)
        t.equal(s.end(), -signal.SIGKILL)
    t.equal(history(t), ["SELECT 1 AS a;"])


@for_each([signal.SIGTERM, signal.SIGHUP], name=lambda n: signal.Signals(n).name)
def a_signal_at_the_prompt_leaves(t, number):
    with shell(t) as s:
        s.line("SELECT 1 AS a,", "   -> ")
        s.type("typed so far")
        s.until("typed so far")
        os.kill(s.pid, number)
        t.equal(s.end(), 0)
    t.equal(history(t), ["SELECT 1 AS a,\\ntyped so far"])


@case
def the_terminal_goes_away(t):
    with shell(t) as s:
        s.type("SELECT lost")
        s.until("SELECT lost")
        os.close(s.fd)
        s.fd = None
        end = time.monotonic() + 10
        while time.monotonic() < end:
            pid, status = os.waitpid(s.pid, os.WNOHANG)
            if pid:
                s.status = status
                break
            time.sleep(0.02)
        t.check(s.status is not None, "it ends with its terminal")
    t.equal(history(t), ["SELECT lost"])


@case
def tab_completes(t):
    with shell(t) as s:
        s.line(ENDLESS)
        s.line("CREATE TABLE `odd name` (first_column INT, second_column INT) WITH ('connector' = 'datagen');")
        for typed, expected in [
                ("SEL", "SELECT "), ("sele", "select "), ("SHOW TAB", "SHOW TABLES "), ("DESCRIBE odd", "DESCRIBE `odd name` "),
                ("SELECT fir", "SELECT fir"), ("SET 'pipeline.na", "SET 'pipeline.name' = '"), ("\\tim", "\\timing "), ("\\d `od", "\\d `odd name` "),
                ("CREATE TABLE x (a INT) WITH ('conn", "WITH ('connector' = '"), ("SELECT CHAR_LE", "SELECT CHAR_LENGTH(")]:
            s.type(typed)
            s.until(typed)
            s.type(TAB)
            time.sleep(0.05)
            s.read(0.05)
            s.type(CTRL_C)
            s.until("weir> ")
            s.type(UP)
            s.until(expected.strip())
            s.type("\x15")  # Ctrl-U
            s.read(0.02)
        s.type("SELECT * FROM `odd name` WHERE ")
        s.until("WHERE ")
        s.type(TAB)
        s.type(TAB)
        got = s.until("second_column")
        t.check("first_column" in got, got)
        s.type(CTRL_C)
        s.until("weir> ")
        t.check("error" not in s.line("\\d g"), "the line is whole after the list")


@case
def pasted_tabs_complete_nothing(t):
    with shell(t) as s:
        got = s.line("SELECT\t1\tAS\ta;")
        t.check("| 1 |" in got, got)


@case
def a_failed_statement_keeps_the_session(t):
    with shell(t) as s:
        s.line(ENDLESS)
        got = s.line("SELECT ip FROM g;")
        t.check("error:" in got and "did you mean 'id'?" in got, got)
        t.check("    1 | SELECT ip FROM g;\n      |        ^" in got, got)
        t.check("1 row in set" in s.line("SHOW TABLES;"), "the table is still there")
        got = s.line("SELECT 1 AS a; SELEC 2; SELECT 3 AS c;")
        t.check("| 1 |" in got and "was not run" in got and "| 3 |" not in got, got)
        got = s.line("SELECT 1 / id AS x FROM (VALUES (0)) AS t(id);")
        t.check("error:" in got, got)
        t.check("| 4 |" in s.line("SELECT 4 AS d;"), "the session goes on")
        s.type(CTRL_D)
        t.equal(s.end(), 0)


@case
def commands(t):
    t.script("CREATE TABLE s (a INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1'); SHOW TABLES;", "a script.sql")
    t.script("SELECT 1 AS a;\nSELEC;", "wrong.sql")
    with shell(t) as s:
        s.line(ENDLESS)
        t.check("| g " in s.line("\\d"), "\\d")
        t.check("| g " in s.line("\\dt"), "\\dt")
        got = s.line("\\d g")
        t.check("| id " in got and "INT" in got, got)
        t.check("upper" in s.line("\\df").lower(), "\\df")
        t.check("gives 3  (INT NOT NULL)" in s.line("\\h abs"), "\\h of a function")
        t.check("unknown function 'absent'" in s.line("\\h absent"), "\\h of none")
        t.check("Expanded display is on" in s.line("\\x"), "\\x")
        got = s.line("SELECT 1 AS a, 'z' AS long_name;")
        t.check("-[ row 1 ]" in got and "a         | 1\nlong_name | z\n" in got, got)
        s.line("\\x")
        t.check("Timing is on" in s.line("\\timing"), "\\timing")
        t.check("Time: " in s.line("SELECT 1 AS a;"), "timing")
        t.check("| s " in s.line("\\i a script.sql"), "\\i")
        got = s.line("\\i wrong.sql")
        t.check("wrong.sql:2:1: error:" in got and "| 1 |" not in got, got)
        t.check("nowhere.sql" in s.line("\\i nowhere.sql"), "a script that is not there")
        t.check("did you mean '\\timing'?" in s.line("\\timin"), "unknown command")
        t.check("\\timing" in s.line("\\?"), "help")
        t.check("Ctrl-C" in s.line("HELP;"), "help")
        s.type("\\q\r")
        t.equal(s.end(), 0)
    with shell(t) as s:
        s.type("quit;\r")
        t.equal(s.end(), 0)


@case
def results_of_a_script_come_one_after_the_other(t):
    t.file("more.csv", "1\n2\n")
    t.script(ENDLESS + "CREATE TABLE sunk (id INT) WITH ('connector' = 'blackhole'); INSERT INTO sunk SELECT id FROM g;\n"
             "SELECT 1 AS a; SELECT id FROM g; SELECT 2 AS never;")
    with shell(t) as s:
        s.type("\\i job.sql\r")
        s.until("| 1 |")
        s.until("\x1b[?1049h", raw=True)
        s.until("rows 1")
        s.type(CTRL_C)
        got = s.until("weir> ")
        t.check("rows in set" in got and "never" not in got, got)
        t.check("| 3 |" in s.line("SELECT 3 AS c;"), "the session goes on")


@case
def an_editor_for_the_last_statement(t):
    editor = t.file("editor.sh", "#!/bin/sh\nsed -i 's/1/42/' \"$1\"\n", 0o755)
    with shell(t, env={"EDITOR": editor}) as s:
        s.line("SELECT 1 AS a;")
        t.check("| 42 |" in s.line("\\e"), "what the editor saved runs")
        s.type(UP)
        s.until("SELECT 42 AS a;")


@case
def a_select_without_end_updates_until_ctrl_c(t):
    with shell(t, rows=20, columns=80) as s:
        s.line(ENDLESS)
        s.type("SELECT id, COUNT(*) AS n FROM g GROUP BY id;\r")
        s.until("\x1b[?1049h", raw=True)
        s.until("3 rows")
        s.until("q or Ctrl-C: stop")
        s.type(CTRL_C)
        got = s.until("weir> ", raw=True)
        t.check("\x1b[?1049l" in got, "the screen from before is back")
        t.check("3 rows in set" in got, got)
        t.check("| 5 |" in s.line("SELECT 5 AS a;"), "the session goes on")
        s.type("SELECT id FROM g;\r")
        s.until("rows 1")  # more rows than the screen has
        s.type("gq")
        s.until("rows in set")
        s.until("weir> ")


@case
def the_updating_table_follows_the_terminal(t):
    with shell(t, rows=20, columns=100) as s:
        s.line(ENDLESS)
        s.type("SELECT id AS a_rather_long_column_name, v AS another_long_column_name FROM g;\r")
        s.until("another_long_column_name")
        s.resize(8, 30)
        s.until("\x1b[8;1H", raw=True)  # the status line is the last of the new size
        s.read(0.5)
        drawn = s.seen[s.seen.rindex("\x1b[H"):]
        lines = [line for line in drawn.replace("\x1b[8;1H", "\r\n").split("\r\n")]
        from terminal import ESCAPE
        widths = [len(ESCAPE.sub("", line)) for line in lines]
        t.check(max(widths) <= 30 and len(lines) <= 10, (widths, drawn))
        s.type(CTRL_C)
        s.until("weir> ")


@case
def the_prompt_follows_the_terminal(t):
    with shell(t) as s:
        s.type("SELECT 'a text that is longer than the narrow terminal is wide' AS a")
        s.until("AS a")
        s.resize(24, 40)
        s.until("\r\x1b[J", raw=True)  # drawn anew
        s.until("AS a")
        t.check("1 row in set" in s.line(";"), "the line is as it was typed")


@case
def modes_of_results(t):
    with shell(t) as s:
        query = "SELECT a, COUNT(*) AS n FROM (VALUES ('x'), ('x')) AS t(a) GROUP BY a;"
        got = s.line(query)
        t.check("| x | 2 |" in got and "1 row in set" in got, got)
        s.line("SET 'sql-client.execution.result-mode' = 'CHANGELOG';")
        t.check("+I[x, 1]\n-U[x, 1]\n+U[x, 2]\n" in s.line(query), "CHANGELOG")
        s.line("SET 'sql-client.execution.result-mode' = 'TABLEAU';")
        got = s.line(query)
        t.check("| op | a " in got and "| +U | x " in got and "Received a total of 3 rows" in got, got)
        s.line("RESET 'sql-client.execution.result-mode';")
        s.line("SET 'sql-client.execution.max-table-result.rows' = '2';")
        got = s.line("SELECT a FROM (VALUES (1), (2), (3)) AS t(a);")
        t.check("2 rows in set" in got and "(1 older rows were dropped" in got, got)


@case
def long_results_are_paged(t):
    with shell(t, rows=10, columns=60, env={"PAGER": "sed s/^/paged:/"}) as s:
        t.check("paged:" not in s.line("SELECT 1 AS a;"), "what fits is not paged")
        got = s.line("SELECT a FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS t(a);")
        t.check("paged:| 8 |" in got and "paged:8 rows in set" in got, got)
        got = s.line("SELECT 'a text that is wider than the terminal is, by some characters' AS a;")
        t.check("paged:| a text" in got, got)
        t.check("| 9 |" in s.line("SELECT 9 AS a;"), "the session goes on")


@case
def insert_runs_and_ctrl_c_stops_it_with_a_checkpoint(t):
    t.file("events.json", events(400))
    with shell(t, "-D", "weir.source.rows-per-second=200", "-D", "weir.checkpoint.rows=20", columns=200) as s:
        for statement in EVENTS.strip().split(";\n"):
            s.type(statement.rstrip(";").replace("\n", "\r") + ";\r")
        s.type("CREATE TABLE copies (id INT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'json');\r")
        s.type("INSERT INTO copies SELECT id FROM events;\r")
        s.until("rows/s", timeout=20)
        end = time.monotonic() + 15
        while not t.part_files() and time.monotonic() < end:
            s.read(0.05)
        s.type(CTRL_C)
        got = s.until("and the same statement again")
        s.until("weir> ")
        t.check(" stopped: " in got or " stopped: " in s.seen, got)
        name = got.split("SET 'pipeline.name' = '")[1].split("'")[0]
        t.check(0 < len(t.lines()) < 400, len(t.lines()))
        s.line(f"SET 'pipeline.name' = '{name}';")
        s.line("SET 'weir.source.rows-per-second' = '100000';")
        got = s.line("INSERT INTO copies SELECT id FROM events;")
        t.check("resumed from checkpoint" in got and " finished: " in got, got)
        t.equal(t.ids(), list(range(400)))
        s.line("RESET 'pipeline.name';")
        s.line("INSERT INTO copies SELECT id FROM events WHERE id < 5;")  # another job
        t.equal(len(t.lines()), 405)


@case
def text_of_all_kinds(t):
    with shell(t) as s:
        got = s.line("SELECT '日本' AS `größe`, 'é' AS b;")
        t.check("| größe | b |" in got and "| 日本  | é |" in got, got)
        s.type(b"SELECT '\xff\xfe' AS a;\r")  # no UTF-8: read as question marks, the session goes on
        s.until("weir> ")
        got = s.line("SELECT U&'\\001b[31m' AS a, 'b' AS c;")
        t.check("\\x1b[31m" in got, got)
        s.type("SELECT '" + "x" * 3000 + "' AS a;\r")
        s.until("1 row in set")
        s.until("weir> ")
        s.type("\x01\x02")  # keys that mean little
        t.check("| 6 |" in s.line("SELECT 6 AS a;"), "the session goes on")


@case
def no_colours_without_a_terminal_or_when_unwanted(t):
    with shell(t) as s:
        s.line("SELECT 1 AS a;")
        t.check("\x1b[1ma\x1b[0m" in s.seen, "names of columns stand out on a terminal")
    with shell(t, env={"NO_COLOR": "1"}) as s:
        s.line("SELECT 1 AS a;")
        t.check("\x1b[1m" not in s.seen, s.seen)
    with shell(t, env={"TERM": "dumb"}) as s:
        t.check("| 1 |" in s.line("SELECT 1 AS a;"), "a terminal that can nothing")
        t.check("\x1b" not in s.seen, s.seen)


# ---- scripts ----

@case
def statements_of_the_command_line(t):
    result = t.run("sql", "-e", "SELECT 1 AS a", "--execute", "SELECT 2 AS b; SELECT 3 AS c", expect=0)
    t.equal(result.out, "+I[1]\n+I[2]\n+I[3]\n")
    result = t.run("sql", "--output", "table", "-e", "SELECT 1 AS a", expect=0)
    t.equal(result.out, "+---+\n| a |\n+---+\n| 1 |\n+---+\n1 row in set\n")
    t.equal(t.run("sql", "--output", "csv", "-e", "SELECT 1 AS a, 'x,y' AS b", expect=0).out, '+I,1,"x,y"\n')
    t.equal(t.run("sql", "--output=json", "-e", "SELECT 1 AS a", expect=0).out, '{"op":"+I","row":{"a":1}}\n')


@case
def scripts_are_checked_whole(t):
    t.script("CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1'); SELECT 1 AS a;\nSELECT b FROM t;")
    result = t.run("sql", "--file", "job.sql", expect=2)
    t.equal(result.out, "")
    t.says(result, "job.sql:2:8: error:", "unknown column 'b'")
    t.script("SELECT 7 AS a;", "good.sql")
    t.equal(t.run("sql", "-f", "good.sql", "-e", "SELECT 8 AS b", expect=0).out, "+I[7]\n+I[8]\n")
    result = t.run("sql", "-e", "SELECT nope", "-e", "SELECT 1 AS a", expect=2)
    t.equal(result.out, "")
    t.run("sql", "--file", "nowhere.sql", expect=2)


@case
def standard_input_is_a_script(t):
    import subprocess
    def piped(text, *more):
        return subprocess.run([t.weir, "sql", *more], input=text.encode(), capture_output=True, cwd=t.dir, timeout=20)
    result = piped("SELECT 1 AS a;\n-- and\nSELECT 2 AS b")
    t.equal((result.returncode, result.stdout), (0, b"+I[1]\n+I[2]\n"))
    t.check(b"weir> " not in result.stderr and b"\x1b" not in result.stderr, result.stderr)
    result = piped("SELECT 1 AS a;\nSELECT nope;")
    t.equal((result.returncode, result.stdout), (2, b""))
    t.check(b"line 2:8: error:" in result.stderr, result.stderr)
    t.equal(piped("").returncode, 0)
    t.equal(piped("SELECT 1 / a AS x FROM (VALUES (0)) AS t(a);").returncode, 1)
    t.check(not t.exists("state"), "scripts leave no history")


@case
def wrong_command_lines(t):
    t.says(t.run("sql", "job.sql", expect=2), "--file")
    t.says(t.run("sql", "--output", "tabel", expect=2), "did you mean 'table'?")
    t.says(t.run("sql", "--fil", "x", expect=2), "did you mean '--file'?")
    t.says(t.run("sql", "-D", "nonsense", "-e", "SELECT 1", expect=2), "is not a setting")
    t.says(t.run("sql", "-D", "no.such.key=1", "-e", "SELECT 1", expect=2), "no.such.key")


@case
def a_signal_ends_a_script(t):
    running = t.start("sql", "-e", ENDLESS + "SELECT id FROM g", "-e", "SELECT 1 AS never")
    running.until(lambda: "+I[" in running.out(), "rows")
    result = running.stop(signal.SIGINT)
    t.equal(result.status, 0)
    t.check(all(line[:3] == "+I[" for line in result.out.split("\n")[:-1]), result)


@case
def tables_that_last(t):
    with shell(t, "--catalog", "tables.db") as s:
        s.line("CREATE TABLE kept (a INT) WITH ('connector' = 'datagen', 'number-of-rows' = '1');")
        s.type(CTRL_D)
        t.equal(s.end(), 0)
    t.equal(t.run("sql", "--catalog", "tables.db", "-e", "SHOW TABLES", expect=0).out, "+I[kept]\n")
    t.script("SHOW TABLES;")
    t.equal(t.run("run", "-D", "weir.catalog.path=tables.db", "job.sql", expect=0).out, "+I[kept]\n")
