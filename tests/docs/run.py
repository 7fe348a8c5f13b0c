#!/usr/bin/env python3
"""Proves that the documentation is true: its examples run, its links lead somewhere, its options and settings exist.

    tests/docs/run.py --weir build/release/weir [--filter TEXT] [--kafka]

In docs/*.md and README.md a fenced block says what it is:

    ```csv file=NAME       a file in the page's own folder (any language word)
    ```sql run             run with `weir run`; file=NAME gives the script a name; status=N: how it ends (0)
    ```sh run              run by a shell, with weir on the PATH
    ```sh broker           the same, with a Kafka broker at localhost:9092; only with --kafka, which starts one elsewhere
    ```text output         what the block before it prints on stdout, exactly
    ```text stderr         what the block before it prints on stderr: these lines are among the others

Blocks of a page run in their order and share a folder. Also checked: docs/functions.md and docs/settings.md are what their
tools would write; the option tables of docs/connectors.md are those of the sources; every key and --option that a page names exists.
Ends with "N passed, N failed".
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(ROOT, "tools"), os.path.join(ROOT, "tests", "kafka")]
from broker import Broker  # noqa: E402
import make_settings_docs  # noqa: E402

CHANGELOG = "src/format/json_changelog.c"
CHANGELOG_FORMATS = ("debezium-json", "canal-json", "maxwell-json", "ogg-json")
ONLY_IN = {"schema-include": "debezium-json", "database.include": "canal-json", "table.include": "canal-json"}
FENCE = re.compile(r"^```(\S*)([^\n`]*)\n(.*?)^```[ \t]*$", re.M | re.S)
PREFIXES = ("weir.", "execution.", "pipeline.", "restart-strategy.", "table.", "parallelism.", "state.", "sink.", "source.", "fields.",
            "json.", "csv.", "raw.", "debezium-json.", "canal-json.", "maxwell-json.", "ogg-json.", "partition.", "compaction.", "auto-compaction", "print-identifier", "standard-error", "rows-per-second",
            "number-of-rows", "scan.")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def pages():
    """Every .md file of the project, as git knows it where there is a git."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "*.md"], capture_output=True, text=True,
                            check=False)
    if listed.returncode == 0 and listed.stdout:
        return sorted(path for path in listed.stdout.splitlines() if os.path.exists(os.path.join(ROOT, path)))
    found = glob.glob(os.path.join(ROOT, "**", "*.md"), recursive=True)
    return sorted(os.path.relpath(path, ROOT) for path in found if f"{os.sep}build{os.sep}" not in path)


class Cases:
    def __init__(self, only):
        self.passed = self.failed = 0
        self.only = only

    def wants(self, name):
        return not self.only or self.only in name

    def check(self, name, good, text=""):
        if not self.wants(name):
            return
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}{': ' if text else ''}{text}")


# ---- examples ----

def words_of(info):
    words = info.split()
    values = dict(word.split("=", 1) for word in words if "=" in word)
    return words, values


def shown(text):
    return "".join(f"\n    {line}" for line in text.splitlines())


def run_block(weir, language, words, values, body, folder, count):
    """(finished process, wanted status)."""
    environment = dict(os.environ, PATH=os.path.dirname(weir) + os.pathsep + os.environ["PATH"], LC_ALL="C.UTF-8", TZ="UTC")
    if language == "sql":
        name = values.get("file", f"example-{count}.sql")
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(body)
        command = [weir, "run", name]
    else:
        command = ["timeout", "-k", "5", "100", "bash", "-c", body]  # with all that it started
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(command, -1, "", "no end after 120 s")
    return done, int(values.get("status", "0"))


def run_page(weir, page, cases, broker=None):
    """broker: the address that stands for localhost:9092; None: what needs one is not run."""
    text = read(page)
    count = 0
    last = None
    with tempfile.TemporaryDirectory(prefix="weir-docs-") as folder:
        for match in FENCE.finditer(text):
            language, (words, values), body = match.group(1), words_of(match.group(2)), match.group(3)
            name = f"{page}:{text[:match.start()].count(chr(10)) + 1}"
            if broker:
                body = body.replace("localhost:9092", broker) if "output" not in words else body
            if "broker" in words and not broker:
                last = None
            elif ("run" in words and language in ("sql", "sh")) or "broker" in words:
                count += 1
                last, status = run_block(weir, language, words, values, body, folder, count)
                cases.check(f"{name} runs", last.returncode == status, f"status {last.returncode}{shown(last.stderr)}")
            elif "file" in values:
                with open(os.path.join(folder, values["file"]), "w", encoding="utf-8") as file:
                    file.write(body)
            elif "output" in words and (last is not None or broker or "```sh broker" not in text):
                cases.check(f"{name} output", last is not None and last.stdout == body,
                            f"printed:{shown(last.stdout if last else '')}\n  but the page says:{shown(body)}")
            elif "stderr" in words:
                cases.check(f"{name} stderr", last is not None and all(line in last.stderr.splitlines() for line in body.splitlines()),
                            f"said:{shown(last.stderr if last else '')}")


# ---- links ----

def anchors_of(page):
    """Anchors of the headings, as GitHub makes them."""
    found = set()
    for heading in re.findall(r"^#+ +(.*?)\s*$", FENCE.sub("", read(page)), re.M):
        plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
        found.add(plain.replace(" ", "-"))
    return found


def check_links(page, cases):
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", read(page)))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = urllib.parse.unquote(target).partition("#")
        place = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
        there = os.path.exists(os.path.join(ROOT, place)) and not place.startswith("..")
        if there and anchor and place.endswith(".md"):
            there = anchor in anchors_of(place)
        cases.check(f"{page}: link {target}", there, "leads nowhere")


def check_named_files(page, cases):
    """Paths in backticks that look like files of the project are there."""
    for name in sorted(set(re.findall(r"`((?:src|docs|tests|tools|scripts|include|cmake|examples|bench)/[\w./-]+)`", FENCE.sub("", read(page))))):
        if "/output/" not in name:  # what an example makes
            cases.check(f"{page}: file {name}", os.path.exists(os.path.join(ROOT, name)), "is not there")


def check_architecture(cases):
    """Source files that ARCHITECTURE.md names: room/file.c, also with a star."""
    for name in sorted(set(re.findall(r"(?<![\w/.])((?:[a-z]+/)[a-z_*]+\.[ch])\b", read("ARCHITECTURE.md")))):
        if name.startswith("test_") or "test_*" in name:
            continue
        there = any(glob.glob(os.path.join(ROOT, folder, name)) for folder in ("src", "include", ""))
        cases.check(f"ARCHITECTURE.md: {name}", there, "is not there")


# ---- options and settings ----


def options_of(path):
    """Option -> default text, or None, of the option table in a source file."""
    spec = re.compile(r'\{"([\w.#-]+)", WEIR_OPT_\w+, (true|false), (NULL|"(?:[^"\\]|\\.)*"), (?:WEIR_OPT_NO_EFFECT )?"')
    return {name: "required" if required == "true" else None if default == "NULL" else default[1:-1].replace('\\"', '"')
            for name, required, default in spec.findall(read(path))}


def documented_options(title):
    """Option -> default, of the tables under a heading of docs/connectors.md."""
    section = re.search(rf"^(#+) {re.escape(title)}$(.*?)(?=^#{{1,3}} [a-z]|\Z)", read("docs/connectors.md"), re.M | re.S).group(2)
    rows = re.findall(r"^\| `([^`]+)` \| (`[^`]+`|required|) ?\|", section.split("### Reading")[0], re.M)
    return {name: default.strip("`") or None for name, default in rows}


def check_options(cases):
    for title, path, prefix in (("filesystem", "src/connect/filesystem.c", ""), ("datagen", "src/connect/datagen.c", ""),
                                ("print", "src/connect/print.c", ""), ("json", "src/format/json.c", "json."), ("csv", "src/format/csv.c", "csv."),
                                ("raw", "src/format/raw.c", "raw."), *((name, CHANGELOG, name + ".") for name in CHANGELOG_FORMATS)):
        real = {prefix + name: default for name, default in options_of(path).items() if path != CHANGELOG or ONLY_IN.get(name, title) == title}
        written = {name: default for name, default in documented_options(title).items() if name.startswith(prefix)}
        cases.check(f"docs/connectors.md: options of {title}", real == written and real,
                    f"only in the source: {sorted(set(real.items()) - set(written.items()), key=str)}; "
                    f"only on the page: {sorted(set(written.items()) - set(real.items()), key=str)}")


def known_keys():
    keys, families = make_settings_docs.read_keys()
    names = {key["name"] for key in keys}
    for key in keys:
        names.update((key["old"] or "").split(","))
    for path, prefix in (("src/connect/filesystem.c", ""), ("src/connect/datagen.c", ""), ("src/connect/print.c", ""), ("src/connect/kafka/kafka.c", ""), ("src/format/json.c", "json."),
                         ("src/format/csv.c", "csv."), ("src/format/raw.c", "raw."), *((CHANGELOG, name + ".") for name in CHANGELOG_FORMATS)):
        names.update(prefix + name for name in options_of(path))
    return names, [prefix for prefix, _ in families]


def check_keys(page, known, families, cases):
    wrong_on_purpose = {"json.ignore-parse-error"}  # docs/flink-differences.md
    prose = FENCE.sub(lambda match: match.group(0) if match.group(1) == "sql" else "", read(page))
    quoted = re.findall(r"'([a-z][\w.-]*)'", prose) + re.findall(r"`([a-z][\w.#*-]*)`", prose)
    for key in sorted(set(quoted) - wrong_on_purpose):
        if not key.startswith(PREFIXES) or key.endswith((".sql", ".md", ".c", ".h", ".py", ".json", ".csv", ".txt")):
            continue
        field = re.sub(r"^fields\.\w+\.", "fields.#.", key)
        good = key in known or field in known or any(key.startswith(family) for family in families)
        if key.endswith((".", ".*")):
            good = key in families or any(name.startswith(key.rstrip("*")) for name in known)
        cases.check(f"{page}: key {key}", good, "is no setting and no option")


def check_command_options(page, helps, cases):
    for option in sorted(set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", "\n".join(re.findall(r"`(weir [^`]*|--[^`]*)`", read(page)))))):
        cases.check(f"{page}: option {option}", option in helps, "is no option of weir")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weir", required=True)
    parser.add_argument("--filter", help="only cases whose name holds this text")
    parser.add_argument("--kafka", action="store_true", help="also the blocks that need a broker; needs scripts/setup.sh --kafka")
    options = parser.parse_args()
    weir = os.path.abspath(options.weir)
    cases = Cases(options.filter)
    guides = ["README.md"] + [page for page in pages() if re.match(r"docs/[^/]+\.md$", page)]
    for page in guides:
        if cases.wants(page):
            if options.kafka and "```sh broker" in read(page):
                with Broker(properties={"auto.create.topics.enable": "true"}) as broker:
                    run_page(weir, page, cases, broker.bootstrap)
            else:
                run_page(weir, page, cases)
    for page in pages():
        check_links(page, cases)
        check_named_files(page, cases)
    for name in ("make_function_docs.py", "make_settings_docs.py"):
        command = [sys.executable, os.path.join(ROOT, "tools", name), "--check"] + (["--weir", weir] if "function" in name else [])
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        cases.check(f"tools/{name} --check", done.returncode == 0, done.stdout + done.stderr)
    check_architecture(cases)
    check_options(cases)
    known, families = known_keys()
    helps = "".join(subprocess.run([weir, "help", *words], capture_output=True, text=True, check=True).stdout
                    for words in ([], ["run"], ["sql"], ["check"], ["explain"], ["checkpoint"], ["txn"], ["version"]))
    helps += "--quick --soak --flink --kafka --keep --weir --kill --batch-rows --check"  # of the project's own scripts
    for page in guides:
        check_keys(page, known, families, cases)
        check_command_options(page, helps, cases)
    print(f"{cases.passed} passed, {cases.failed} failed")
    return 1 if cases.failed or cases.passed == 0 else 0


sys.exit(main())
