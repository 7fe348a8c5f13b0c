#!/usr/bin/env python3
"""Asks real Flink for the answers of the suite.

usage: make_expected.py [--all] [--check] [FILTER ...]

Fills in the lines and cases that have no answer yet; --all asks for all anew, --check writes nothing and
reports where Flink's answer is not the committed one. FILTER: part of a file's name.
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FLINK = os.path.join(HERE, "..", "flink")
sys.path.insert(0, HERE)
sys.path.insert(0, FLINK)
import suite  # noqa: E402
from flink import Flink, root_message  # noqa: E402


def ask_expressions(wanted):
    """wanted: [(table, Expression)]; returns the answers, in order."""
    with tempfile.TemporaryDirectory(prefix="weir-conformance-") as folder:
        question, answer = os.path.join(folder, "in"), os.path.join(folder, "out")
        with open(question, "w", encoding="utf-8", newline="\n") as f:
            f.writelines(f"{table}\t{expression.text}\n" for table, expression in wanted)
        subprocess.run([os.path.join(FLINK, "run.sh"), "--expressions", suite.TABLES, question, answer, f"DIR={HERE}"],
                       check=True)
        with open(answer, encoding="utf-8", newline="\n") as f:
            return [line.split("\t") for line in f.read().split("\n")[:-1]]


def ask_script(flink, script):
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as f:
        with open(suite.TABLES, encoding="utf-8") as tables:
            f.write(tables.read() + script.sql)
        f.flush()
        code, rows, errors = flink.run(f.name, {"DIR": HERE})
    if code:
        return [suite.FAILS if code == 1 else suite.REFUSED, root_message(errors)[0].replace(HERE, "${DIR}")[:160]]
    return sorted(rows.split("\n")[:-1])


def main():
    options = {a for a in sys.argv[1:] if a.startswith("--")}
    filters = [a for a in sys.argv[1:] if not a.startswith("--")]
    anew = bool(options & {"--all", "--check"})
    families = suite.families(filters)
    wanted = [(family.table, e) for family in families for e in family.expressions if anew or not e.answer]
    bad = done = 0
    if wanted:
        for (_, expression), answer in zip(wanted, ask_expressions(wanted)):
            done += 1
            if "--check" in options and expression.answer != answer:
                print(f"{expression.text}: {expression.answer}, now {answer}")
                bad += 1
            expression.answer = answer
    groups = suite.groups(filters)
    flink = Flink()
    try:
        for group in groups:
            for script in group.scripts:
                if not anew and script.answer:
                    continue
                answer = ask_script(flink, script)
                done += 1
                if "--check" in options and script.answer != answer:
                    print(f"{group.name}, {script.title}: {script.answer}, now {answer}")
                    bad += 1
                script.answer = answer
    finally:
        flink.stop()
    if "--check" not in options:
        for file in families + groups:
            file.write()
    print(f"{done} asked, {bad} bad")
    return 1 if bad else 0


sys.exit(main())
