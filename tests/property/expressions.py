"""Random scalar expressions: their SQL, their type, and what Flink makes of them for a row.

NULL is None; conditions follow three-valued logic. Integers wrap and divide as Java's do. Where an
expression could fail (a division by zero) it is not made.
"""

import re

from values import (BIGINT, BOOLEAN, DECIMAL, DOUBLE, INT, STRING, TIMESTAMP, decimal_text, divide,
                    remainder, sql_literal, type_sql, wrap)

TEXTS = ["", "a", "b", "ab", "abc", "Abc", "zz", "it's", "äöü", "twelve bytes",
         "a text that is longer than twelve bytes", "a text that is longer than twelve bytez"]


class Expr:
    """`of(row)` is the value; `constant`: reads no column."""

    __slots__ = ("kind", "sql", "of", "constant")

    def __init__(self, kind, sql, of, constant=False):
        self.kind, self.sql, self.of, self.constant = kind, sql, of, constant


def strict(kind, sql, function, *args):
    """NULL in, NULL out."""
    if len(args) == 1:
        a = args[0].of

        def of(row):
            x = a(row)
            return None if x is None else function(x)
    else:
        parts = [arg.of for arg in args]

        def of(row):
            values = [part(row) for part in parts]
            return None if None in values else function(*values)
    return Expr(kind, sql, of, all(arg.constant for arg in args))


def column(index, name, kind):
    return Expr(kind, name, lambda row: row[index])


def literal(kind, value):
    return Expr(kind, sql_literal(kind, value), lambda row: value, True)


def add(op, a, b, kind):
    if kind == DOUBLE:
        function = {"+": lambda x, y: float(x) + float(y), "-": lambda x, y: float(x) - float(y),
                    "*": lambda x, y: float(x) * float(y)}[op]
    else:
        bits = 32 if kind == INT else 64
        function = {"+": lambda x, y: wrap(x + y, bits), "-": lambda x, y: wrap(x - y, bits),
                    "*": lambda x, y: wrap(x * y, bits)}[op]
    return strict(kind, f"({a.sql} {op} {b.sql})", function, a, b)


def as_decimal(kind):
    if kind == INT:
        return 10, 0
    return (19, 0) if kind == BIGINT else (kind[1], kind[2])


def decimal_op(op, a, b):
    """None when the type would be more than this oracle wants to know about."""
    (p1, s1), (p2, s2) = as_decimal(a.kind), as_decimal(b.kind)
    if op == "*":
        precision, scale = p1 + p2 + 1, s1 + s2
        function = lambda x, y: x * y
    else:
        scale = max(s1, s2)
        precision = max(p1 - s1, p2 - s2) + scale + 1
        up1, up2 = 10 ** (scale - s1), 10 ** (scale - s2)
        function = (lambda x, y: x * up1 + y * up2) if op == "+" else (lambda x, y: x * up1 - y * up2)
    if precision > 36:
        return None
    return strict(DECIMAL(precision, scale), f"({a.sql} {op} {b.sql})", function, a, b)


def comparable(a, b):
    """Both values as something that Python compares as SQL does."""
    if a[0] == "DECIMAL" or b[0] == "DECIMAL":
        (_, s1), (_, s2) = as_decimal(a), as_decimal(b)
        scale = max(s1, s2)
        up1, up2 = 10 ** (scale - s1), 10 ** (scale - s2)
        return lambda x: x * up1, lambda y: y * up2
    if a == STRING:
        return (lambda x: x.encode()), (lambda y: y.encode())
    if DOUBLE in (a, b):
        return float, float
    return (lambda x: x), (lambda y: y)


COMPARE = {"=": lambda x, y: x == y, "<>": lambda x, y: x != y, "<": lambda x, y: x < y,
           "<=": lambda x, y: x <= y, ">": lambda x, y: x > y, ">=": lambda x, y: x >= y}


def compare(op, a, b):
    left, right = comparable(a.kind, b.kind)
    function = COMPARE[op]
    return strict(BOOLEAN, f"({a.sql} {op} {b.sql})", lambda x, y: function(left(x), right(y)), a, b)


def distinct_from(a, b, negated):
    left, right = comparable(a.kind, b.kind)

    def of(row):
        x, y = a.of(row), b.of(row)
        same = y is None if x is None else y is not None and left(x) == right(y)
        return same if negated else not same
    return Expr(BOOLEAN, f"({a.sql} IS {'NOT ' if negated else ''}DISTINCT FROM {b.sql})", of, a.constant and b.constant)


def logic(op, args):
    parts = [arg.of for arg in args]
    decisive = op == "OR"

    def of(row):
        values = [part(row) for part in parts]
        if decisive in values:
            return decisive
        return None if None in values else not decisive
    return Expr(BOOLEAN, "(" + f" {op} ".join(arg.sql for arg in args) + ")", of, all(arg.constant for arg in args))


def case(conditions, results, otherwise):
    sql = "CASE " + " ".join(f"WHEN {c.sql} THEN {r.sql}" for c, r in zip(conditions, results))

    def of(row):
        for condition, result in zip(conditions, results):
            if condition.of(row):
                return result.of(row)
        return otherwise.of(row) if otherwise else None
    return Expr(results[0].kind, sql + (f" ELSE {otherwise.sql}" if otherwise else "") + " END", of,
                all(e.constant for e in conditions + results))


def coalesce(args):
    def of(row):
        for arg in args:
            value = arg.of(row)
            if value is not None:
                return value
        return None
    return Expr(args[0].kind, f"COALESCE({', '.join(arg.sql for arg in args)})", of, all(arg.constant for arg in args))


def cast(a, kind):
    bits = {INT: 32, BIGINT: 64}.get(kind)

    def function(x):
        if bits and a.kind == DOUBLE:
            return max(-(1 << bits - 1), min((1 << bits - 1) - 1, int(x)))
        if bits:
            return wrap(x, bits)
        if kind == DOUBLE:
            return float(x) if a.kind[0] != "DECIMAL" else float(decimal_text(x, a.kind[2]))
        if kind[0] == "DECIMAL":
            return x * 10 ** kind[2]
        if a.kind == BOOLEAN:
            return "TRUE" if x else "FALSE"
        return decimal_text(x, a.kind[2]) if a.kind[0] == "DECIMAL" else str(x)
    return strict(kind, f"CAST({a.sql} AS {type_sql(kind)})", function, a)


def like(a, pattern):
    regex = "".join(".*" if c == "%" else "." if c == "_" else re.escape(c) for c in pattern)
    compiled = re.compile(regex + r"\Z", re.S)
    return strict(BOOLEAN, f"({a.sql} LIKE {sql_literal(STRING, pattern)})",
                  lambda x: compiled.match(x) is not None, a)


class Maker:
    """Makes expressions over columns [(name, kind)]."""

    def __init__(self, rng, columns):
        self.rng = rng
        self.columns = [column(i, name, kind) for i, (name, kind) in enumerate(columns)]

    def of_kind(self, kind):
        return [c for c in self.columns if c.kind == kind]

    def some_kind(self, kinds):
        """One of the kinds; most of the time one that a column has, so that not all is constant."""
        present = [kind for kind in kinds if self.of_kind(kind)]
        return self.rng.choice(present if present and self.rng.random() < 0.9 else kinds)

    def make(self, kind, depth=2):
        makers = {INT: self.integer, BIGINT: self.bigint, DOUBLE: self.double, STRING: self.string,
                  BOOLEAN: self.boolean, TIMESTAMP: self.time}
        if kind[0] == "DECIMAL":
            return self.decimal(kind, depth)
        return makers[kind](depth)

    def leaf(self, kind, value):
        columns = self.of_kind(kind)
        if columns and self.rng.random() < 0.8:
            return self.rng.choice(columns)
        return literal(kind, value)

    def choice_of(self, kind, depth):
        """CASE, COALESCE, IF: for every kind."""
        rng = self.rng
        pick = rng.randrange(4)
        if pick == 0:
            count = rng.randint(1, 2)
            return case([self.boolean(depth - 1) for _ in range(count)], [self.make(kind, depth - 1) for _ in range(count)],
                        self.make(kind, depth - 1) if rng.random() < 0.7 else None)
        if pick == 1:
            return coalesce([self.make(kind, depth - 1) for _ in range(rng.randint(2, 3))])
        if pick == 2:
            condition, a, b = self.boolean(depth - 1), self.make(kind, depth - 1), self.make(kind, depth - 1)
            return Expr(kind, f"IF({condition.sql}, {a.sql}, {b.sql})",
                        lambda row: a.of(row) if condition.of(row) else b.of(row), condition.constant and a.constant)
        a, b = self.make(kind, depth - 1), self.make(kind, depth - 1)
        left, right = comparable(kind, kind)

        def of(row):
            x, y = a.of(row), b.of(row)
            return None if x is not None and y is not None and left(x) == right(y) else x
        return Expr(kind, f"NULLIF({a.sql}, {b.sql})", of, a.constant and b.constant)

    def integer(self, depth):
        rng = self.rng
        small = rng.choice([0, 1, 2, 3, 5, 7, 10, 100, -1, -4, 2147483647])
        if depth <= 0 or rng.random() < 0.3:
            return self.leaf(INT, small)
        pick = rng.randrange(10)
        if pick < 4:
            return add(rng.choice("+-*"), self.integer(depth - 1), self.integer(depth - 1), INT)
        if pick == 4:
            by = rng.choice([1, 2, 3, 7, -2, 10])
            return strict(INT, f"({{}} / {by})".format((a := self.integer(depth - 1)).sql), lambda x: wrap(divide(x, by), 32), a)
        if pick == 5:
            by = rng.choice([2, 3, 5, -3])
            return strict(INT, f"({{}} % {by})".format((a := self.integer(depth - 1)).sql), lambda x: remainder(x, by), a)
        if pick == 6:
            a = self.string(depth - 1)
            return strict(INT, f"CHAR_LENGTH({a.sql})", len, a)
        if pick == 7:
            return cast(self.make(rng.choice([BIGINT, DOUBLE]), depth - 1), INT)
        if pick == 8:
            a = self.integer(depth - 1)
            return strict(INT, f"(- ({a.sql}))", lambda x: wrap(-x, 32), a)
        return self.choice_of(INT, depth)

    def bigint(self, depth):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.3:
            return self.leaf(BIGINT, rng.choice([0, 1, -1, 5, 1000, 3000000000, -(1 << 62)]))
        pick = rng.randrange(6)
        if pick < 3:
            a, b = self.bigint(depth - 1), self.bigint(depth - 1) if rng.random() < 0.5 else self.integer(depth - 1)
            if rng.random() < 0.5:
                a, b = b, a
            return add(rng.choice("+-*"), a, b, BIGINT)
        if pick == 3:
            by = rng.choice([2, 3, -7, 10])
            return strict(BIGINT, f"({{}} / {by})".format((a := self.bigint(depth - 1)).sql), lambda x: wrap(divide(x, by), 64), a)
        if pick == 4:
            return cast(self.make(rng.choice([INT, DOUBLE]), depth - 1), BIGINT)
        return self.choice_of(BIGINT, depth)

    def double(self, depth):
        """Quarters of small numbers, so that sums are exact in any order; never -0.0."""
        rng = self.rng
        if depth <= 0 or rng.random() < 0.4:
            return self.leaf(DOUBLE, rng.choice([0.0, 0.25, 1.5, -2.75, 100.0]))
        pick = rng.randrange(5)
        if pick < 2:
            return add(rng.choice("+-"), self.double(depth - 1), self.double(0), DOUBLE)
        if pick == 2:
            return add("*", self.double(0), literal(INT, rng.choice([2, 3, 10])), DOUBLE)
        if pick == 3 and self.of_kind(INT):
            return cast(rng.choice(self.of_kind(INT)), DOUBLE)
        return self.choice_of(DOUBLE, depth)

    def decimal(self, kind, depth):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.5 or not self.of_kind(kind):
            if self.of_kind(kind):
                return rng.choice(self.of_kind(kind))
            return cast(literal(INT, rng.choice([0, 1, -2, 12])), kind)
        return self.choice_of(kind, depth)

    def decimal_result(self):
        """An arithmetic expression of some DECIMAL kind; None where there is no column for it."""
        columns = [c for c in self.columns if c.kind[0] == "DECIMAL"]
        if not columns:
            return None
        a = self.rng.choice(columns)
        b = self.rng.choice([self.rng.choice(columns), literal(INT, self.rng.choice([1, 2, -3])),
                             literal(DECIMAL(3, 2), self.rng.choice([150, 999, -101]))] + self.of_kind(INT))
        return decimal_op(self.rng.choice("+-*"), a, b)

    def string(self, depth):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.4:
            return self.leaf(STRING, rng.choice(TEXTS))
        pick = rng.randrange(6)
        a = self.string(depth - 1)
        if pick == 0:
            return strict(STRING, f"UPPER({a.sql})", lambda x: x.upper(), a)
        if pick == 1:
            return strict(STRING, f"LOWER({a.sql})", lambda x: x.lower(), a)
        if pick == 2:
            b = self.string(depth - 1)
            return strict(STRING, f"({a.sql} || {b.sql})", lambda x, y: x + y, a, b)
        if pick == 3:
            start, count = rng.randint(1, 4), rng.randint(0, 5)
            return strict(STRING, f"SUBSTRING({a.sql} FROM {start} FOR {count})", lambda x: x[start - 1:start - 1 + count], a)
        if pick == 4:
            return cast(self.make(rng.choice([INT, BIGINT, BOOLEAN]), depth - 1), STRING)
        return self.choice_of(STRING, depth)

    def time(self, depth):
        columns = self.of_kind(TIMESTAMP)
        return self.rng.choice(columns) if columns else literal(TIMESTAMP, 1704067200000)

    def boolean(self, depth):
        rng = self.rng
        if depth > 0 and not self.of_kind(BOOLEAN):
            depth = max(depth, 1)
        if depth <= 0 or rng.random() < 0.1:
            return self.leaf(BOOLEAN, rng.random() < 0.5)
        pick = rng.randrange(12)
        if pick < 4:
            kind = self.some_kind([INT, INT, BIGINT, DOUBLE, STRING, TIMESTAMP])
            a, b = self.make(kind, depth - 1), self.make(kind, depth - 1)
            if kind == INT and rng.random() < 0.3:
                b = self.make(rng.choice([BIGINT, DOUBLE]), depth - 1)
            return compare(rng.choice(list(COMPARE)), a, b)
        if pick < 6:
            return logic(rng.choice(["AND", "OR"]), [self.boolean(depth - 1) for _ in range(rng.randint(2, 3))])
        if pick == 6:
            a = self.boolean(depth - 1)
            return strict(BOOLEAN, f"(NOT {a.sql})", lambda x: not x, a)
        if pick == 7:
            a, negated = self.make(self.some_kind([INT, STRING, BOOLEAN, DOUBLE]), depth - 1), rng.random() < 0.5
            return Expr(BOOLEAN, f"({a.sql} IS {'NOT ' if negated else ''}NULL)", lambda row: (a.of(row) is None) != negated, a.constant)
        if pick == 8:
            a, wanted, negated = self.boolean(depth - 1), rng.random() < 0.5, rng.random() < 0.5
            return Expr(BOOLEAN, f"({a.sql} IS {'NOT ' if negated else ''}{'TRUE' if wanted else 'FALSE'})",
                        lambda row: (a.of(row) is wanted) != negated, a.constant)
        if pick == 9:
            kind, negated = self.some_kind([INT, STRING]), rng.random() < 0.3
            a = self.make(kind, depth - 1)
            items = rng.sample([0, 1, 2, 3, 4, 5, 7, 10] if kind == INT else TEXTS[:8], rng.randint(1, 4))
            texts = ", ".join(sql_literal(kind, item) for item in items)
            return strict(BOOLEAN, f"({a.sql} {'NOT ' if negated else ''}IN ({texts}))", lambda x: (x in items) != negated, a)
        if pick == 10:
            kind = self.some_kind([INT, DOUBLE, STRING])
            a, b = self.make(kind, depth - 1), self.make(kind, 0)
            if rng.random() < 0.5:
                return distinct_from(a, b, rng.random() < 0.5)
            c = self.make(kind, 0)
            both = logic("AND", [compare(">=", a, b), compare("<=", a, c)])
            return Expr(BOOLEAN, f"({a.sql} BETWEEN {b.sql} AND {c.sql})", both.of, both.constant)
        a = self.string(depth - 1)
        return like(a, rng.choice(["a%", "%b%", "_b%", "%", "abc", "%c", "a_", "%es%"]))
