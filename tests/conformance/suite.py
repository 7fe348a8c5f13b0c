"""The files of the suite: reading and writing them. README.md says what is in them."""

import glob
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = os.path.join(HERE, "tables.sql")
REFUSED, FAILS = "!refused", "!fails"

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0"}
_PLAIN = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "0": "\0"}


def unescape(text):
    out, i = [], 0
    while i < len(text):
        if text[i] == "\\" and i + 1 < len(text):
            out.append(_PLAIN.get(text[i + 1], "\\" + text[i + 1]))
            i += 2
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def escape(text):
    return "".join(_ESCAPES.get(c, c) for c in text)


class Expression:
    """One line: the expression, and Flink's answer (still escaped) when it has one."""

    def __init__(self, text, answer):
        self.text = text
        self.answer = answer

    @property
    def sql(self):
        return unescape(self.text)

    @property
    def kind(self):
        return self.answer[0] if self.answer and self.answer[0] in (REFUSED, FAILS) else "value"

    @property
    def type(self):
        return self.answer[0]

    @property
    def values(self):
        return [unescape(v) for v in self.answer[1:]]


class Family:
    """One file of expressions: comments at its top, `# over: TABLE` among them, then the lines."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-4]
        self.comments, self.expressions, self.table = [], [], ""
        with open(path, encoding="utf-8", newline="\n") as f:
            for line in f.read().split("\n"):
                if line.startswith("# ") and not self.expressions:
                    self.comments.append(line)
                    if line.startswith("# over: "):
                        self.table = line[len("# over: "):].strip()
                elif line:
                    cells = line.split("\t")
                    self.expressions.append(Expression(cells[0], cells[1:]))

    def write(self):
        lines = self.comments + ["\t".join([e.text] + e.answer) for e in self.expressions]
        with open(self.path, "w", encoding="utf-8", newline="\n") as f:
            f.write("\n".join(lines) + "\n")


def families(filters=()):
    paths = sorted(glob.glob(os.path.join(HERE, "expressions", "*.tsv")))
    return [f for f in map(Family, paths) if not filters or any(x in f.name for x in filters)]


class Script:
    """One case of a file of statements: a title, the SQL, and Flink's answer when it has one."""

    def __init__(self, group, title, sql):
        self.group, self.title, self.sql = group, title, sql
        self.answer = None

    @property
    def kind(self):
        return self.answer[0] if self.answer and self.answer[0] in (REFUSED, FAILS) else "value"


def _cases(path):
    """[(title, text)] of a file whose cases begin with `-- case: TITLE`."""
    found = []
    with open(path, encoding="utf-8", newline="\n") as f:
        for line in f.read().split("\n"):
            if line.startswith("-- case: "):
                found.append((line[len("-- case: "):], []))
            elif found:
                found[-1][1].append(line)
    return [(title, "\n".join(lines).strip("\n")) for title, lines in found]


class Group:
    """statements/NAME.sql with its answers in NAME.out."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path)[:-4]
        self.scripts = [Script(self.name, title, sql) for title, sql in _cases(path)]
        if os.path.exists(self.out):
            answers = dict(_cases(self.out))
            for script in self.scripts:
                if script.title in answers:
                    script.answer = answers[script.title].split("\n")

    @property
    def out(self):
        return self.path[:-4] + ".out"

    def write(self):
        with open(self.out, "w", encoding="utf-8", newline="\n") as f:
            f.write("".join(f"-- case: {s.title}\n" + "\n".join(s.answer) + "\n\n" for s in self.scripts if s.answer))


def groups(filters=()):
    paths = sorted(glob.glob(os.path.join(HERE, "statements", "*.sql")))
    return [g for g in map(Group, paths) if not filters or any(x in g.name for x in filters)]


def weir_text(flink, weir):
    """Weir's answer as differences.tsv has it: `=` stands for a part that is as Flink's."""
    if len(flink) == len(weir) and not flink[0].startswith("!"):
        weir = ["=" if w == f else w for f, w in zip(flink, weir)]
    return " | ".join(weir)


class Difference:
    """A line of differences.tsv: `*` in its file, case and the two answers stands for any text."""

    def __init__(self, line):
        self.line = line
        *wanted, self.reason = line.split("\t")
        file, text, flink, weir = wanted
        self.patterns = [re.compile(".*".join(map(re.escape, p.split("*"))), re.S) for p in (file, text, flink, weir)]
        self.used = False

    def covers(self, file, text, flink, weir):
        return all(p.fullmatch(x) for p, x in zip(self.patterns, (file, text, " | ".join(flink), weir_text(flink, weir))))


def differences():
    with open(os.path.join(HERE, "differences.tsv"), encoding="utf-8") as f:
        return [Difference(line) for line in f.read().split("\n") if line and not line.startswith("#")]
