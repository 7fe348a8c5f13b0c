#!/usr/bin/env python3
"""seeded_bugs.py - tests the crash tests: each deliberate bug of seeded_bugs.tsv must be noticed.

    tests/crash/seeded_bugs.py [--build build/release] [--only NUMBER] [--workers N]

For each bug k, the sources that hold WR_BUG(k) are compiled again with -DWEIR_SEED_BUG=k and linked with the rest of
the build (into BUILD/bug-k), and the cases of run.py that the table names are run until the first failure.
The last line is "N passed, N failed": passed are the bugs that were noticed.
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def table():
    rows = []
    with open(os.path.join(HERE, "seeded_bugs.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                number, where, cases, text = line.rstrip("\n").split("\t")
                rows.append((int(number), where, cases, text))
    return rows


def sources_of(number):
    found = []
    pattern = re.compile(r"WR_BUG\(%d\)" % number)
    for head, _, names in os.walk(os.path.join(ROOT, "src")):
        for name in names:
            path = os.path.join(head, name)
            if name.endswith(".c"):
                with open(path, encoding="utf-8") as file:
                    if pattern.search(file.read()):
                        found.append(path)
    return sorted(found)


def build(number, build_dir, sources):
    """The program with the bug; its path."""
    to = os.path.join(build_dir, f"bug-{number}")
    os.makedirs(to, exist_ok=True)
    with open(os.path.join(build_dir, "compile_commands.json"), encoding="utf-8") as file:
        commands = {os.path.realpath(os.path.join(c["directory"], c["file"])): c for c in json.load(file)}
    objects = []
    for source in sources:
        command = commands[os.path.realpath(source)]
        words = shlex.split(command["command"])
        out = os.path.join(to, os.path.relpath(source, ROOT).replace("/", "_") + ".o")
        words[words.index("-o") + 1] = out
        # a bug may leave a function or variable without use
        words += [f"-DWEIR_SEED_BUG={number}", "-Wno-error"]
        subprocess.run(words, cwd=command["directory"], check=True, stderr=subprocess.DEVNULL)
        objects.append(out)
    listing = subprocess.run(["ninja", "-C", build_dir, "-t", "commands", "weir"], check=True, capture_output=True, text=True)
    link = next(line for line in reversed(listing.stdout.splitlines()) if re.search(r" -o weir\b", line))
    link = re.sub(r"^: && ", "", link)
    link = re.sub(r" && :$", "", link)
    words = shlex.split(link)
    at = words.index("-o")
    program = os.path.join(to, "weir")
    # objects before the library: what they define is not taken from it
    words[at:at + 2] = [*objects, "-o", program]
    subprocess.run(words, cwd=build_dir, check=True)
    return program


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    parser.add_argument("--only", type=int)
    parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 1))
    options = parser.parse_args(arguments)
    options.build = os.path.abspath(options.build)
    passed, failed = 0, 0
    for number, where, cases, text in table():
        if options.only not in (None, number):
            continue
        started = time.monotonic()
        sources = sources_of(number)
        if not sources:
            print(f"FAIL bug {number}: no source holds WR_BUG({number})")
            failed += 1
            continue
        program = build(number, options.build, sources)
        result = subprocess.run([sys.executable, os.path.join(HERE, "run.py"), "--weir", program, "--only", cases, "--first",
                                 "--terse", "--workers", str(options.workers)], capture_output=True, text=True)
        lines = result.stdout.splitlines()
        noticed = result.returncode == 1 and any(line.startswith("failed: ") for line in lines)
        first = next((line for line in lines if line.startswith("failed: ")), result.stdout[-300:] + result.stderr[-300:])
        print(f"{'ok  ' if noticed else 'FAIL'} bug {number} ({where}: {text}): "
              f"{'noticed, ' + first[8:300] if noticed else 'NOT noticed: ' + first} "
              f"({time.monotonic() - started:.1f} s)", flush=True)
        passed += noticed
        failed += not noticed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
