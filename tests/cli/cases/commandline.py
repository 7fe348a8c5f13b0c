"""Commands, options, exit status, and what goes to stdout and what to stderr."""

import fcntl
import json
import os
import pty
import re
import select
import struct
import termios
import time

from harness import COPY, EVENTS, case, events, for_each


@case
def version(t):
    result = t.run("version", expect=0)
    t.check(re.fullmatch(r"weir \d+\.\d+\.\d+ \([0-9a-f]+|weir \d+\.\d+\.\d+ \(\w+\)\n", result.out), result)
    t.equal(result.err, "")
    t.equal(t.run("--version", expect=0).out, result.out)


@case
def version_features(t):
    out = t.run("version", "--features", expect=0).out
    for line in ("connector filesystem (source, sink, exactly once)", "connector print (sink)", "connector blackhole (sink)",
                 "connector datagen (source)", "format json", "format csv", "function UPPER", "aggregate COUNT"):
        t.check(line in out.split("\n"), f"no line '{line}' in\n{out}")


@case
def help_names_every_command(t):
    out = t.run("help", expect=0).out
    for name in ("run", "sql", "check", "explain", "checkpoint", "txn", "version", "help"):
        t.check(f"weir {name}" in out, out)
        one = t.run("help", name, expect=0)
        t.check(one.out.startswith(f"weir {name}"), one)
        if name != "help":
            t.equal(t.run(name, "--help", expect=0).out, one.out)


@case
def help_of_a_function(t):
    listagg = t.run("help", "listagg", expect=0).out
    t.check(listagg.startswith("LISTAGG([DISTINCT] text [, separator])\n\njoined, by a comma by default\nLISTAGG takes texts"), listagg)
    t.check(listagg.endswith("LISTAGG(CAST(x AS STRING), '-')\n  gives 1-2-2-5  (STRING)\n"), listagg)
    t.check("PI() needs no argument" in t.run("help", "PI", expect=0).out, "pi")
    t.check("Also called CHARACTER_LENGTH" in t.run("help", "character_length", expect=0).out, "by another name")
    t.check("gives 12  (INT NOT NULL)" in t.run("help", "cast", expect=0).out, "an operator")
    t.check("gives" not in t.run("help", "uuid", expect=0).out, "no example of what is different each time")
    t.says(t.run("help", "op_cast", expect=2), "unknown command or function 'op_cast'")


@for_each([
    ([], "name a command"),
    (["rum"], "unknown command 'rum' - did you mean 'run'?"),
    (["xyzzyx"], "unknown command 'xyzzyx'"),
    (["--versoin"], "unknown option '--versoin'"),
    (["help", "chekpoint"], "did you mean 'checkpoint'?"),
    (["run"], "name a script"),
    (["run", "--paralelism", "2", "job.sql"], "unknown option '--paralelism' - did you mean '--parallelism'?"),
    (["run", "--fersh", "job.sql"], "did you mean '--fresh'?"),
    (["run", "-x", "job.sql"], "unknown option '-x'"),
    (["run", "job.sql", "--output"], "option '--output' needs a value"),
    (["run", "--fresh=1", "job.sql"], "option '--fresh' takes no value"),
    (["run", "--parallelism", "0", "job.sql"], "--parallelism '0' is not a number from 1 to 256"),
    (["run", "--parallelism", "two", "job.sql"], "--parallelism 'two'"),
    (["run", "--output", "jsn", "job.sql"], "unknown output 'jsn' - did you mean 'json'?"),
    (["run", "--output", "table", "job.sql"], "use changelog, csv or json"),
    (["run", "--http", "127.0.0.1:8080", "job.sql"], "--http is not available yet"),
    (["run", "--log-format", "xml", "job.sql"], "unknown log format 'xml'; use text or json"),
    (["run", "-D", "novalue", "job.sql"], "-D 'novalue' is not a setting; write -D key=value"),
    (["run", "--fresh", "--from", "x", "job.sql"], "--from and --fresh exclude each other"),
    (["check"], "name a script"),
    (["check", "--fresh", "job.sql"], "unknown option '--fresh'"),
    (["explain"], "name a script"),
    (["checkpoint"], "say what to do: list, show or verify"),
    (["checkpoint", "lsit", "x"], "unknown word 'lsit' - did you mean 'list'?"),
    (["checkpoint", "diff", "x"], "'diff' is not available yet"),
    (["checkpoint", "list"], "name the job's folder"),
    (["checkpoint", "show", "a", "b", "c"], "'c' is one word too many"),
    (["version", "x"], "'x' is one word too many"),
], lambda one: " ".join(one[0]) or "nothing")
def wrong_command_line(t, one):
    arguments, message = one
    t.script("SELECT 1;")
    result = t.run(*arguments, expect=2)
    t.says(result, message, "weir help")
    t.equal(result.out, "", "stdout")


@case
def missing_script(t):
    result = t.run("run", "nothing.sql", expect=2)
    t.says(result, "nothing.sql", "No such file")


@case
def script_is_a_directory(t):
    os.mkdir(t.path("dir.sql"))
    t.says(t.run("run", "dir.sql", expect=2), "dir.sql")


@case
def empty_script_does_nothing(t):
    t.script("-- nothing here\n")
    result = t.run("run", "job.sql", expect=0)
    t.equal(result.out, "")


@case
def setting_on_the_command_line_is_applied(t):
    t.script("SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING);")
    t.check("1970-01-01 09:00:00" in t.run("run", "-D", "table.local-time-zone=Asia/Tokyo", "job.sql", expect=0).out, "the time zone")


@case
def unknown_setting_names_the_nearest(t):
    t.script("SELECT 1;")
    result = t.run("run", "-D", "paralelism.default=2", "job.sql", expect=2)
    t.says(result, "'paralelism.default'", "did you mean 'parallelism.default'?")


@case
def stdout_is_data(t):
    t.file("events.json", events(20))
    t.script("SET 'execution.checkpointing.unaligned' = 'true';\n" + EVENTS + "SELECT id, k FROM events WHERE id < 3;")
    result = t.run("run", "job.sql", expect=0)
    t.equal(result.out, "+I[0, k0]\n+I[1, k1]\n+I[2, k2]\n")
    t.says(result, "'execution.checkpointing.unaligned' has no meaning here", "rows-in=20")
    t.check(not t.exists(".weir"), "a SELECT keeps no folder")


@for_each(["changelog", "csv", "json"])
def output_of_select(t, output):
    t.script("SELECT a, b FROM (VALUES (1, 'x'), (2, 'a,b')) AS v (a, b);")
    want = {"changelog": "+I[1, x]\n+I[2, a,b]\n"}.get(output)
    out = t.run("run", "--output", output, "job.sql", expect=0).out
    if output == "json":
        t.equal(out, '{"op":"+I","row":{"a":1,"b":"x"}}\n{"op":"+I","row":{"a":2,"b":"a,b"}}\n')
    elif output == "csv":
        t.check('2,"a,b"' in out, out)
    else:
        t.equal(out, want)


@case
def quiet_keeps_only_what_programs_read(t):
    t.file("events.json", events(50))
    t.script("SET 'execution.checkpointing.unaligned' = 'true'; SET 'weir.report' = 'batch-times';\n"
             + COPY.replace("'path' = 'out'", "'path' = 'out', 'sink.parallelism' = '2'"))
    t.says(t.run("run", "job.sql", expect=0), "has no meaning here", "option 'sink.parallelism' has no effect here")
    result = t.run("run", "--quiet", "--fresh", "job.sql", expect=0)
    lines = result.err.rstrip("\n").split("\n")
    t.equal(len(lines), 2, f"lines on stderr\n{result}")
    t.check(re.match(r"weir: job 'job' finished: rows-in=50 rows-out=50 late=0 errors=0 filtered=0 checkpoints=\d+ seconds=[\d.]+$", lines[0]), result)
    t.check(lines[1].startswith("weir: batch-times "), result)


@case
def log_as_json(t):
    t.file("events.json", events(50))
    t.script(COPY)
    result = t.run("run", "--log-format", "json", "job.sql", expect=0)
    entries = [json.loads(line) for line in result.err.rstrip("\n").split("\n")]
    t.check(any("rows-in=50" in one["message"] and one["level"] == "info" for one in entries), result)
    t.script("SELECT nothing FROM nowhere;")
    result = t.run("run", "--log-format", "json", "job.sql", expect=2)
    t.equal(json.loads(result.err)["level"], "error")
    t.check("job.sql:1:" in json.loads(result.err)["message"], result)


def on_terminal(t, arguments, width=100, env=None):
    """Runs weir with stderr on a terminal of its own; returns (status, what the terminal got, stdout)."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    out_path = t.path(".terminal-stdout")
    import subprocess
    with open(out_path, "wb") as out:
        process = subprocess.Popen([t.weir, *arguments], cwd=t.dir, stdin=subprocess.DEVNULL, stdout=out, stderr=follower,
                                   env=dict({"PATH": os.environ["PATH"], "TERM": "xterm"}, **(env or {})))
    os.close(follower)
    got = b""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if select.select([leader], [], [], 0.1)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            got += piece
    os.close(leader)
    status = process.wait(10)
    with open(out_path) as f:
        return status, got.decode("utf-8", "backslashreplace"), f.read()


@case
def progress_line_on_a_terminal(t):
    t.file("events.json", events(300))
    t.script(COPY)
    status, screen, out = on_terminal(t, ["run", "-D", "weir.source.rows-per-second=300", "-D", "execution.checkpointing.interval=100 ms", "job.sql"], width=120)
    t.equal(status, 0)
    t.check(re.search(r"\rjob  [\d.]+ rows/s  backlog \d+(\.\d)? k?B(, \d+ s left)?  watermark 2024-01-01 00:0\d:\d\dZ  checkpoint \d+, \d\.\d s ago", screen), screen)
    lefts = [(float(one[0]) * (1000 if one[1] == "kB" else 1), int(one[2])) for one in re.findall(r"backlog ([\d.]+) (k?B), (\d+) s left", screen)]
    t.check(lefts and lefts[0][0] < os.path.getsize(t.path("events.json")) and all(seconds <= 2 for _, seconds in lefts), lefts)
    t.check(all(after[0] <= before[0] for before, after in zip(lefts, lefts[1:])), f"the backlog shrinks: {lefts}")
    t.check("\r\x1b[Kweir: job 'job' finished" in screen, f"the line is taken away before the next\n{screen!r}")
    t.equal(out, "")
    _, screen, _ = on_terminal(t, ["run", "--fresh", "-D", "weir.source.rows-per-second=300", "-D", "execution.checkpointing.interval=100 ms", "job.sql"], width=80)
    t.check(re.search(r"\rjob  [\d.]+ rows/s  [\d.]+ k?B(, \d+ s left)?  2024-01-01 00:0\d:\d\dZ  chk \d+ \d\.\d s ago\x1b", screen), screen)


@case
def progress_line_fits_the_terminal(t):
    t.file("events.json", events(200))
    t.script(COPY)
    _, screen, _ = on_terminal(t, ["run", "-D", "weir.source.rows-per-second=300", "job.sql"], width=30)
    drawn = re.findall(r"\r(job [^\r\x1b]*)", screen)
    t.check(drawn, repr(screen))
    t.check(all(len(line) < 30 for line in drawn), drawn)


@case
def no_progress_line_when_quiet(t):
    t.file("events.json", events(100))
    t.script(COPY)
    _, screen, _ = on_terminal(t, ["run", "--quiet", "-D", "weir.source.rows-per-second=300", "job.sql"])
    t.check("rows/s" not in screen, repr(screen))


@case
def no_progress_line_in_a_file(t):
    t.file("events.json", events(100))
    t.script(COPY)
    result = t.run("run", "-D", "weir.source.rows-per-second=300", "job.sql", expect=0)
    t.check("rows/s" not in result.err and "\r" not in result.err, result)


@case
def colour_only_where_wanted(t):
    t.script("SELECT nothing FROM nowhere;")
    _, screen, _ = on_terminal(t, ["run", "job.sql"])
    t.check("\x1b[31merror:" in screen, repr(screen))
    _, screen, _ = on_terminal(t, ["run", "job.sql"], env={"NO_COLOR": "1"})
    t.check("\x1b[" not in screen, repr(screen))
    t.check("\x1b[" not in t.run("run", "job.sql", expect=2).err, "no colour in a file")


@case
def several_scripts_are_one_session(t):
    t.file("events.json", events(5))
    t.script(EVENTS, "tables.sql")
    t.script("SELECT COUNT(*) FROM events;", "job.sql")
    t.check("+I[1]" in t.run("run", "tables.sql", "job.sql", expect=0).out, "tables of the first script")
    t.script("SELECT 1;\nSELECT x FROM nowhere;", "bad.sql")
    result = t.run("run", "tables.sql", "bad.sql", expect=2)
    t.says(result, "bad.sql:2:")
    t.equal(result.out, "", "nothing runs before all is checked")


@case
def checkpoint_commands(t):
    from harness import WINDOWS, stopped_midway
    t.file("events.json", events(300))
    stopped_midway(t, WINDOWS)
    newest = t.manifests()[-1]
    before = t.fingerprint(".weir")
    listed = t.run("checkpoint", "list", ".weir/job", expect=0)
    t.check(re.match(rf"{newest}  \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\dZ  \d+ bytes of state in \d+ files?  ok\n", listed.out), listed)
    t.equal(len(listed.out.strip().split("\n")), len(t.manifests()))
    shown = t.run("checkpoint", "show", ".weir/job", expect=0)
    for text in (f"checkpoint {newest}", "job             job", "events.json", "rows-in", "k3"):
        t.check(text in shown.out, f"no '{text}'\n{shown}")
    position = re.search(r"split +source/events events.json: position byte (\d+), line (\d+) \(of a file of (\d+) bytes\), watermark", shown.out)
    t.check(position, f"the position is to be readable\n{shown}")
    data = open(t.path("events.json"), "rb").read()
    t.equal((data[:int(position.group(1))].count(b"\n") + 1, len(data)), (int(position.group(2)), int(position.group(3))), "line and size")
    t.equal(t.run("checkpoint", "show", ".weir/job", newest, expect=0).out, shown.out)
    t.equal(t.run("checkpoint", "show", ".weir/job", f"MANIFEST-{newest}", expect=0).out, shown.out)
    verified = t.run("checkpoint", "verify", ".weir/job", expect=0)
    t.check(f"checkpoint {newest}: ok" in verified.out, verified)
    t.says(t.run("checkpoint", "show", ".weir/job", "99999", expect=2), "there is no checkpoint 99999")
    t.says(t.run("checkpoint", "show", ".weir/job", "newest", expect=2), "'newest' is no checkpoint")
    t.says(t.run("checkpoint", "list", ".weir/nojob", expect=2), ".weir/nojob")
    t.check(t.fingerprint(".weir") == before, "nothing is changed")
    state = [name for name in os.listdir(t.job_folder()) if name.startswith("state-")][0]
    data = bytearray(open(t.path(".weir", "job", state), "rb").read())
    data[len(data) // 2] ^= 1
    t.file(f".weir/job/{state}", bytes(data))
    verified = t.run("checkpoint", "verify", ".weir/job", expect=1)
    t.check("damaged" in verified.out and state in verified.out, verified)
    t.says(verified, state)


@case
def checkpoint_commands_while_the_job_runs(t):
    t.file("events.json", events(400))
    t.script(COPY)
    running = t.start("run", "-D", "weir.source.rows-per-second=800", "-D", "execution.checkpointing.interval=1 ms", "job.sql")
    running.until(lambda: len(t.manifests()) >= 2, "two checkpoints")
    for _ in range(8):
        for word in ("list", "verify", "show"):
            t.run("checkpoint", word, ".weir/job", expect=0)
    t.equal(running.wait().status, 0)
    t.equal(t.ids(), list(range(400)))
