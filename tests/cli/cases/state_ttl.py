"""State that expires: through kills and restarts, with the time changed in between, at several workers."""

import os

from harness import for_each

# Every change of the counts, as a line of a file that is written exactly once.
COUNTS = """CREATE TABLE input (k INT, v INT) WITH ('connector' = 'filesystem', 'path' = 'in', 'format' = 'csv', 'source.monitor-interval' = '20 ms');
CREATE TABLE counts (k INT, n BIGINT, kinds BIGINT) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'print');
INSERT INTO counts SELECT k, COUNT(*), COUNT(DISTINCT v) FROM input GROUP BY k;
"""


def changes(t):
    """All changes by key, in their order: that of the checkpoints in the names of the files."""
    found = {}
    for path in sorted(t.part_files(), key=lambda path: [int(number) for number in os.path.basename(path).split("-")[-2:]]):
        with open(path) as f:
            for line in f:
                found.setdefault(line[line.index("[") + 1:line.index(",")], []).append(line.strip())
    return found


def add_file(t, name, rows):
    t.file(name, "".join(f"{k},{v}\n" for k, v in rows))
    os.rename(t.path(name), t.path("in", name))


@for_each([1, 4])
def expires_through_kills_and_restarts(t, parallelism):
    """F01: what was counted within the time is there after a kill; what expired while the job was down is not; a time can be set and taken away."""
    def start(ttl):
        return t.start("run", "--parallelism", parallelism, "-D", "execution.checkpointing.interval=30 ms", "-D", f"table.exec.state.ttl={ttl}", "job.sql")

    os.mkdir(t.path("in"))
    t.script(COUNTS)
    t.may_die = True
    want = {str(k): [] for k in range(1, 5)}
    counts = {}

    def step(ttl, name, forgotten):
        """A start, a file with one row of each key, and a kill when its rows are counted and written."""
        running = start(ttl)
        for k in range(1, 5):
            n, kinds = (0, 0) if forgotten else counts.get(k, (0, 0))
            if n:
                want[str(k)].append(f"-U[{k}, {n}, {kinds}]")
            counts[k] = (n + 1, max(kinds, 1))
            want[str(k)].append(f"{'+U' if n else '+I'}[{k}, {n + 1}, {counts[k][1]}]")
        add_file(t, name, [(k, 7) for k in range(1, 5)])
        running.until(lambda: changes(t) == want, f"the rows of {name}")
        running.send(9)
        running.wait()

    step("1 h", "a.csv", True)
    step("1 h", "b.csv", False)   # nothing has expired
    step("1 ms", "c.csv", True)   # all of it has
    step("0 ms", "d.csv", False)  # state without times goes on from state with times
    step("1 h", "e.csv", False)   # and the other way round: written now
    step("1 h", "f.csv", False)
    running = start("1 h")
    running.until_said("resumed from checkpoint")
    t.equal(running.stop().status, 0)
    t.equal(changes(t), want)
    shown = t.run("checkpoint", "show", ".weir/job", expect=0).out
    t.check("last-write" in shown, "the state tells when it was written last")
