#!/usr/bin/env python3
"""Proves that an installed libweir can be used: examples/embed is built against it, shared and static, and run.

    tests/embed/run.py --build build/release

Installs the build into a new prefix, compiles with what pkg-config says, runs a job to its end, stops one by time and
goes on, and provokes an error. Also: every public header compiles alone with -Wall -Wextra -Wpedantic -Werror, as C11 and, where there is a
C++ compiler, as C++. Ends with "N passed, N failed".
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCE = os.path.join(ROOT, "examples", "embed", "embed.c")
JOB = """CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '%d',
  'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '2000');
CREATE TABLE copies (n BIGINT) WITH ('connector' = 'filesystem', 'path' = 'copies', 'format' = 'csv');
INSERT INTO copies SELECT n FROM numbers;
"""


class Cases:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, good, text=""):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(f"FAILED {name}: {text}")
        return good


def command(*words, cwd=None, env=None):
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False)


def rows_of(folder):
    rows = []
    for name in sorted(os.listdir(os.path.join(folder, "copies"))):
        if name[0] not in "._":
            with open(os.path.join(folder, "copies", name), encoding="utf-8") as file:
                rows += [int(line) for line in file]
    return sorted(rows)


def run_example(kind, program, environment, folder, cases):
    def script(text):
        with open(os.path.join(folder, "job.sql"), "w", encoding="utf-8") as file:
            file.write(text)

    script("SELECT word, COUNT(*) AS n FROM (VALUES ('weir'), ('weir')) AS t (word) GROUP BY word;\n")
    done = command(program, "job.sql", cwd=folder, env=environment)
    cases.check(f"{kind}: a SELECT", (done.returncode, done.stdout) == (0, "+I[weir, 1]\n-U[weir, 1]\n+U[weir, 2]\n"), f"{done}")
    script("SELECT wrod FROM (VALUES ('weir')) AS t (word);\n")
    done = command(program, "job.sql", cwd=folder, env=environment)
    cases.check(f"{kind}: an error", done.returncode == 2 and "job.sql:1:8: error: unknown column 'wrod'" in done.stderr, f"{done}")
    script(JOB % 500)
    done = command(program, "job.sql", "0.7", cwd=folder, env=environment)
    first = rows_of(folder)
    cases.check(f"{kind}: stopped by time", done.returncode == 0 and "stopped: rows-in=" in done.stderr and 0 < len(first) < 2000, f"{len(first)} rows; {done}")
    script(JOB % 100000)
    done = command(program, "job.sql", cwd=folder, env=environment)
    cases.check(f"{kind}: goes on", done.returncode == 0 and "resumed from checkpoint" in done.stderr and rows_of(folder) == list(range(1, 2001)),
                f"{len(rows_of(folder))} rows; {done}")


def check_headers(prefix, cases):
    for name in sorted(os.listdir(os.path.join(prefix, "include", "weir"))):
        for compiler, language in (("cc", "c"), ("c++", "c++")):
            if not shutil.which(compiler) or (language == "c++" and name not in ("weir.h", "error.h")):
                continue
            standard = "-std=c11" if language == "c" else "-std=c++17"
            done = command(compiler, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{prefix}/include", "-fsyntax-only", "-x", language,
                           os.path.join(prefix, "include", "weir", name))
            cases.check(f"weir/{name} as {language}", done.returncode == 0, done.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="a finished build, such as build/release")
    options = parser.parse_args()
    cases = Cases()
    with tempfile.TemporaryDirectory(prefix="weir-embed-") as folder:
        prefix = os.path.join(folder, "prefix")
        done = command("cmake", "--install", options.build, "--prefix", prefix)
        if cases.check("cmake --install", done.returncode == 0, done.stderr):
            found = [os.path.join(top, "pkgconfig") for top, folders, _ in os.walk(prefix) if "pkgconfig" in folders]
            libraries = os.path.dirname(found[0])
            environment = dict(os.environ, PKG_CONFIG_PATH=found[0], LD_LIBRARY_PATH=libraries)
            check_headers(prefix, cases)
            for kind in ("shared", "static"):
                extra = ["--static"] if kind == "static" else []
                said = command("pkg-config", "--cflags", "--libs", *extra, "weir", env=environment)
                if not cases.check(f"{kind}: pkg-config", said.returncode == 0, said.stderr):
                    continue
                words = said.stdout.split()
                if kind == "static": # the archive by its name, the other libraries as usual
                    words = [os.path.join(libraries, "libweir.a") if word == "-lweir" else word for word in words]
                target = os.path.join(folder, kind)
                os.mkdir(target)
                program = os.path.join(target, "embed")
                done = command("cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o", program, SOURCE, *words)
                if cases.check(f"{kind}: compiles", done.returncode == 0, done.stderr):
                    linked = command("ldd", program).stdout
                    cases.check(f"{kind}: is {kind}", ("libweir" in linked) == (kind == "shared"), linked)
                    run_example(kind, program, environment, target, cases)
            done = command(os.path.join(prefix, "bin", "weir"), "version")
            cases.check("the installed program runs", done.returncode == 0 and done.stdout.startswith("weir "), f"{done}")
    print(f"{cases.passed} passed, {cases.failed} failed")
    return 1 if cases.failed else 0


sys.exit(main())
