#!/usr/bin/env python3
"""make_function_docs.py - writes docs/functions.md from the program itself.

    tools/make_function_docs.py --weir build/release/weir           writes docs/functions.md
    tools/make_function_docs.py --weir build/release/weir --check   fails when the page is not what would be written

What it says stands in src/builtin/help.def; the names come from `weir version --features`. A function that one has
and the other lacks is an error. Every example is run: its result and its type are the program's.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "functions.md")

HELP = os.path.join(ROOT, "src", "builtin", "help.def")
TEXT = r'"(?:[^"\\]|\\.)*"'
ENTRY = re.compile(rf"WEIR_HELP\(({TEXT}), ({TEXT}), ({TEXT}),\s*({TEXT}|NULL), ({TEXT})\)")


def families():
    """[(family, [(name, signature, example or None, remark)])], as help.def has them."""
    with open(HELP, encoding="utf-8") as file:
        text = file.read()
    found = []
    entries = ENTRY.findall(text)
    if len(entries) != text.count("WEIR_HELP("):
        sys.exit("make_function_docs.py: a line of help.def cannot be read")
    for family, *entry in [[None if part == "NULL" else json.loads(part) for part in one] for one in entries]:
        if not found or found[-1][0] != family:
            found.append((family, []))
        found[-1][1].append(tuple(entry))
    return found


OPERATORS, AGGREGATES = "Operators", "Aggregates"

HEAD = """# Functions

<!-- Written by tools/make_function_docs.py from the program; change that, not this page. -->

Every function and aggregate of this build; `SHOW FUNCTIONS;` lists the names. Results and types below are the program's own answers (values with parts as `--output json` has them), and
Flink's: the functions are compared with Apache Flink 2.2 (`tests/sql/`), wanted differences stand in [flink-differences.md](flink-differences.md).
A scalar function gives NULL where an argument is NULL, unless the remark says otherwise. Names are case-insensitive.

`weir help <name>` says the same in the terminal, in the shell `\\h <name>`. `ROW_NUMBER`, `RANK`, `LAG` and others that need `OVER` are known, but not available yet.
Comparisons (`= <> < <= > >=`), `AND`, `OR` and `NOT` are as in SQL; types and casts are in [sql.md](sql.md).
"""

AGGREGATES_HEAD = """## Aggregates

For `GROUP BY` with and without windows. All of them take `FILTER (WHERE condition)`, and ignore NULLs but for `ARRAY_AGG`. The examples are over the
rows `(1), (2), (2), (5)` of an INT column `x`.

| Function | Also called | Example | Result | Type | Remark |
|---|---|---|---|---|---|
"""


def run(weir, script):
    with tempfile.TemporaryDirectory(prefix="weir-functions-") as folder:
        path = os.path.join(folder, "functions.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(script)
        done = subprocess.run([weir, "run", "--output", "json", path], capture_output=True, text=True, timeout=60, check=False)
    if done.returncode != 0:
        sys.exit(f"make_function_docs.py: an example fails:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])["row"]


def aliases():
    """Name -> other names, as the sources say."""
    found = {}
    for name in sorted(os.listdir(os.path.join(ROOT, "src", "func"))):
        with open(os.path.join(ROOT, "src", "func", name), encoding="utf-8") as file:
            for match in re.finditer(r'\.name = "([^"]+)",\s*\.aliases = "([^"]+)"', file.read()):
                found[match.group(1)] = match.group(2).replace(",", ", ")
    return found


def features(weir, kind):
    lines = subprocess.run([weir, "version", "--features"], capture_output=True, text=True, check=True).stdout.splitlines()
    return {line.split(" ", 1)[1] for line in lines if line.startswith(kind + " ")}


def compare(kind, documented, real):
    if documented != real:
        sys.exit(f"make_function_docs.py: {kind}s of the program that have no entry here: {sorted(real - documented)}; "
                 f"entries that the program lacks: {sorted(documented - real)}")


def shown(value):
    if isinstance(value, (list, dict)):  # parts, and VARIANT: as --output json has them
        return f"`{json.dumps(value)}`"
    if value is None:
        return "NULL"
    return str(value).upper() if isinstance(value, bool) else f"`{value}`" if isinstance(value, str) else str(value)


def line(name, signature, example, remark, others, row, index):
    cells = [f"`{signature}`".replace("|", "\\|"), f"`{others[name]}`" if name in others else ""]
    if example:
        cells += [f"`{example}`".replace("|", "\\|"), shown(row[f"v{index}"]), row[f"t{index}"].replace(" NOT NULL", "")]
    else:
        cells += ["", "", ""]
    return "| " + " | ".join(cells + [remark]) + " |\n"


def page(weir):
    scalars = families()
    aggregates = dict(scalars)[AGGREGATES]
    scalars = [one for one in scalars if one[0] != AGGREGATES]
    everything = [entry for _, family in scalars for entry in family]
    compare("function", {entry[0] for family, entries in scalars for entry in entries if family != OPERATORS}, features(weir, "function"))
    compare("aggregate", {entry[0] for entry in aggregates}, features(weir, "aggregate"))
    examples = [entry[2] for entry in everything]
    row = run(weir, "SELECT " + ",\n".join(f"{one} AS v{i}, TYPEOF({one}) AS t{i}" for i, one in enumerate(examples) if one) + ";")
    others, text, index = aliases(), HEAD, 0
    for title, family in scalars:
        text += f"\n## {title}\n\n| {'Operator' if title == OPERATORS else 'Function'} | Also called | Example | Result | Type | Remark |\n|---|---|---|---|---|---|\n"
        for name, signature, example, remark in family:
            text += line(name, signature, example, remark, others, row, index)
            index += 1
    calls = ",\n".join(f"{one[2]} AS v{i}" for i, one in enumerate(aggregates))
    types = ", ".join(f"TYPEOF(v{i}) AS t{i}, v{i}" for i in range(len(aggregates)))
    row = run(weir, f"SELECT {types} FROM (SELECT {calls} FROM (VALUES (1), (2), (2), (5)) AS t (x));")
    text += "\n" + AGGREGATES_HEAD
    for index, (name, signature, example, remark) in enumerate(aggregates):
        text += line(name, signature, example, remark, others, row, index)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    text = page(os.path.abspath(options.weir))
    if not options.check:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    with open(PAGE, encoding="utf-8") as file:
        if file.read() == text:
            return 0
    print("docs/functions.md is not up to date: run tools/make_function_docs.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
