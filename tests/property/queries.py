"""Random tables and queries of the dialect, each with the oracle's operators for it.

A Query holds the statements, the types of its result, and `build(sources)`, which wires operators
behind the sources and returns the sink. Flags say what may be compared:
  append   the result only has +I
  exact    the changelog itself is fixed, row for row (else only the table it adds up to)
  windows  the oracle's window aggregations, which know the late rows
"""

from expressions import TEXTS, Expr, Maker, column
from flow import (Aggregate, Calc, GroupAggregate, Sink, Source, Union, Window, WindowAggregate, WindowTable,
                  result_kind)
from values import BIGINT, BOOLEAN, DECIMAL, DOUBLE, INT, STRING, TIMESTAMP

COLUMNS = [("id", BIGINT), ("k", INT), ("s", STRING), ("i", INT), ("v", BIGINT), ("d", DOUBLE),
           ("m", DECIMAL(10, 2)), ("b", BOOLEAN), ("ts", TIMESTAMP)]
TIME = 8
WINDOWS = [(1000, 1000), (2000, 2000), (5000, 5000), (10000, 10000), (60000, 60000), (500, 500),
           (2000, 1000), (5000, 1000), (10000, 2000), (10000, 5000), (3000, 3000), (2000, 500)]


class Table:
    """A source table: its rows, in files."""

    def __init__(self, rng, name, size, late):
        self.name, self.rng = name, rng
        self.format = rng.choice(["json", "json", "csv"])
        self.delay = rng.choice([0, 0, 500, 1000, 2000, 5000] if late else [500, 1000, 5000])
        self.jitter = rng.choice([0, 500, 3000, 8000]) if late else rng.randrange(self.delay)
        count = rng.choice({"small": [0, 1, 2, 5, 20, 40, 80, 120], "many": [150, 300], "batches": [2500, 6000]}[size])
        self.rows = self.make_rows(count)
        self.file_count = rng.choice([1, 1, 1, 2, 3])
        cuts = sorted(rng.randint(0, count) for _ in range(self.file_count - 1))
        self.cuts = [0] + cuts + [count]

    def make_rows(self, count):
        rng = self.rng
        time = -5000 if rng.random() < 0.05 else 1704067200000 + rng.randrange(86400000)
        step = rng.choice([1, 10, 200, 1000, 3000])
        nulls = rng.choice([0, 0.1, 0.4])
        keys = rng.choice([1, 3, 8, 40])
        rows = []
        for number in range(count):
            time += rng.randrange(step) if rng.random() < 0.9 else 0
            row = [number, rng.randrange(keys), rng.choice(TEXTS), rng.choice([rng.randint(-9, 9), rng.randint(-2 ** 31, 2 ** 31 - 1)]),
                   rng.choice([rng.randint(-5, 5), rng.randint(-2 ** 62, 2 ** 62)]), rng.randint(-40, 40) / 4,
                   rng.choice([rng.randint(-300, 300), rng.randint(-10 ** 9, 10 ** 9)]), rng.random() < 0.5]
            row = [value if i == 0 or rng.random() >= nulls else None for i, value in enumerate(row)]
            rows.append(tuple(row + [time - (rng.randrange(self.jitter) if self.jitter else 0)]))
        return rows

    def sql(self, path):
        options = ", 'csv.null-literal' = 'NULL'" if self.format == "csv" else ""
        delay = f" - INTERVAL '{self.delay / 1000:g}' SECOND" if self.delay else ""
        columns = ", ".join(f"{name} {kind_sql(kind)}" for name, kind in COLUMNS)
        return (f"CREATE TABLE {self.name} ({columns}, WATERMARK FOR ts AS ts{delay}) WITH "
                f"('connector' = 'filesystem', 'path' = '{path}', 'format' = '{self.format}'{options});")


def kind_sql(kind):
    from values import type_sql
    return type_sql(kind)


def seconds(ms):
    return f"INTERVAL '{ms / 1000:g}' SECOND" if ms < 60000 else f"INTERVAL '{ms // 60000}' MINUTE"


class Query:
    def __init__(self, tables, number):
        self.tables, self.number, self.view_count = tables, number, 0
        self.views = []
        self.select = self.common = ""
        self.names, self.kinds = [], []
        self.append, self.exact, self.keeps_late = True, True, False
        self.windows, self.calcs = [], []
        self.kind = ""
        self.origin = 0  # where the id of a late row's source row is


class Relation:
    """FROM something: its SQL, its columns, and a function that wires it up and gives the last node."""

    def __init__(self, sql, columns, wire, time=None, table=None):
        self.sql, self.columns, self.wire, self.time, self.table = sql, columns, wire, time, table


class Builder:
    def __init__(self, rng, tables, query):
        self.rng, self.tables, self.query = rng, tables, query
        self.nested = False

    def scan(self, table):
        return Relation(table.name, COLUMNS, lambda sources: sources[table.name], TIME, table)

    def view(self, sql, columns, wire, time):
        self.query.view_count += 1
        name = f"v{self.query.number}_{self.query.view_count}"
        self.query.views.append(f"CREATE VIEW {name} AS {sql};")
        return Relation(name, columns, wire, time)

    def common(self, relation):
        """WITH name AS (relation)."""
        name = f"w{self.query.number}"
        self.query.common = f"WITH {name} AS ({relation.sql}) "
        return Relation(name, relation.columns, relation.wire)

    def calc(self, condition, expressions):
        node = Calc(condition, expressions)
        self.query.calcs.append(node)
        return node

    def where(self, maker, chance=0.5):
        return maker.boolean(2) if self.rng.random() < chance else None

    # ---- relations with a rowtime: scans and views of filters, projections and unions ----

    def select_with_time(self, relation, kinds):
        """SELECT expressions, ts FROM relation [WHERE]: (sql, wire)."""
        maker = Maker(self.rng, relation.columns)
        expressions = [maker.make(kind) for kind in kinds[:-1]] + [maker.columns[relation.time]]
        condition = self.where(maker)
        sql = (f"SELECT {', '.join(f'{e.sql} AS c{i}' for i, e in enumerate(expressions))} FROM {relation.sql}"
               + (f" WHERE {condition.sql}" if condition else ""))
        # The oracle's rows end with the source's id, which SQL does not see: late rows are told by it.
        return sql, lambda sources: relation.wire(sources).listen(self.calc(condition, expressions + [column(0, "id", BIGINT)]))

    def timed(self):
        """Something to put windows over."""
        rng, table = self.rng, self.tables[0]
        pick = rng.randrange(6)
        if pick < 3:
            return self.scan(table)
        kinds = [rng.choice([INT, STRING, BIGINT, BOOLEAN, DOUBLE]) for _ in range(rng.randint(2, 4))] + [TIMESTAMP]
        columns = [(f"c{i}", kind) for i, kind in enumerate(kinds)]
        if pick < 5:
            sql, wire = self.select_with_time(self.scan(table), kinds)
            return self.view(sql, columns, wire, len(kinds) - 1)
        parts = [self.select_with_time(self.scan(rng.choice(self.tables)), kinds) for _ in range(rng.randint(2, 3))]
        return self.view(" UNION ALL ".join(sql for sql, _ in parts), columns, union(parts), len(kinds) - 1)

    # ---- aggregates ----

    def aggregates(self, maker, hop, count=None):
        made = []
        for _ in range(self.rng.randint(1, 4) if count is None else count):
            rng = self.rng
            name = rng.choice(["COUNT", "COUNT", "SUM", "SUM", "MIN", "MAX", "AVG"])
            condition = maker.boolean(1) if rng.random() < 0.25 else None
            distinct = rng.random() < 0.25
            if name == "COUNT" and rng.random() < 0.5:
                made.append(Aggregate("COUNT", None, False, condition, BIGINT))
                continue
            numbers = [INT, BIGINT, DOUBLE, DECIMAL(10, 2)]
            kind = maker.some_kind(numbers if name in ("SUM", "AVG") else numbers + [STRING])
            if kind == DECIMAL(10, 2) and not maker.of_kind(kind):
                kind = INT
            if hop and name != "COUNT":
                distinct = False
            if self.nested and name == "AVG" and kind == DOUBLE:
                name = "SUM"  # what is added up again must be exact
            argument = maker.make(kind, 1) if rng.random() < 0.3 else rng.choice(maker.of_kind(kind) or [maker.make(kind, 1)])
            if argument.constant and rng.random() < 0.8:
                argument = maker.make(kind, 2)
            made.append(Aggregate(name, argument, distinct, condition, result_kind(name, kind)))
        return made

    def group_keys(self, maker, chance=0.8):
        if self.rng.random() > chance:
            return []
        keys = []
        for _ in range(self.rng.randint(1, 2)):
            kind = self.rng.choice([INT, INT, STRING, BOOLEAN, BIGINT])
            key = self.rng.choice(maker.of_kind(kind) or [None])
            if key is None or self.rng.random() < 0.2:
                key = maker.make(kind, 1)
            if not key.constant and all(key.sql != other.sql for other in keys):
                keys.append(key)
        return keys

    def window_aggregate(self, relation, window=None, extra_time=False):
        """A Relation of keys, aggregates, window_start, window_end, window_time."""
        rng = self.rng
        maker = Maker(rng, relation.columns)
        size, slide = rng.choice(WINDOWS) if window is None else window
        offset = rng.choice([0, 0, 0, 1000, 300]) if slide > 1000 else 0
        spec = Window(size, slide, offset)
        keys = self.group_keys(maker)
        aggregates = self.aggregates(maker, slide != size)
        condition = self.where(maker, 0.3)
        function = (f"TUMBLE(TABLE {relation.sql}, DESCRIPTOR({relation.columns[relation.time][0]}), {seconds(size)}" if size == slide
                    else f"HOP(TABLE {relation.sql}, DESCRIPTOR({relation.columns[relation.time][0]}), {seconds(slide)}, {seconds(size)}")
        function += f", {seconds(offset)})" if offset else ")"
        items = ([f"{e.sql} AS g{i}" for i, e in enumerate(keys)] + [f"{a.sql} AS a{i}" for i, a in enumerate(aggregates)]
                 + ["window_start", "window_end", "window_time"])
        group = ["window_start", "window_end", "window_time"] + [e.sql for e in keys]
        if not extra_time:
            items, group = items[:-1], [g for g in group if g != "window_time"]
        sql = (f"SELECT {', '.join(items)} FROM TABLE({function})" + (f" WHERE {condition.sql}" if condition else "")
               + f" GROUP BY {', '.join(group)}")
        columns = ([(f"g{i}", e.kind) for i, e in enumerate(keys)] + [(f"a{i}", a.kind) for i, a in enumerate(aggregates)]
                   + [("window_start", TIMESTAMP), ("window_end", TIMESTAMP)] + ([("window_time", TIMESTAMP)] if extra_time else []))

        def wire(sources):
            node = WindowAggregate(spec, relation.time, keys, aggregates)
            self.query.windows.append(node)
            relation.wire(sources).listen(self.calc(condition, None)).listen(node)
            return node if extra_time else node.listen(Calc(None, [column(i, "", TIMESTAMP) for i in range(len(columns))]))
        return Relation(sql, columns, wire, len(columns) - 1 if extra_time else None)

    def group_aggregate(self, relation, hop=False):
        """A Relation of keys, aggregates; `relation.sql` is what stands behind FROM."""
        maker = Maker(self.rng, relation.columns)
        keys = self.group_keys(maker)
        aggregates = self.aggregates(maker, hop)
        condition = self.where(maker, 0.3)
        items = [f"{e.sql} AS g{i}" for i, e in enumerate(keys)] + [f"{a.sql} AS a{i}" for i, a in enumerate(aggregates)]
        sql = (f"SELECT {', '.join(items)} FROM {relation.sql}" + (f" WHERE {condition.sql}" if condition else "")
               + (f" GROUP BY {', '.join(e.sql for e in keys)}" if keys else ""))
        columns = [(f"g{i}", e.kind) for i, e in enumerate(keys)] + [(f"a{i}", a.kind) for i, a in enumerate(aggregates)]
        return Relation(sql, columns, lambda sources: relation.wire(sources).listen(self.calc(condition, None))
                        .listen(GroupAggregate(keys, aggregates)))

    def plain(self, relation, kinds=None):
        """SELECT expressions FROM relation [WHERE]."""
        rng = self.rng
        maker = Maker(rng, relation.columns)
        if kinds is None:
            kinds = [rng.choice([INT, BIGINT, STRING, DOUBLE, BOOLEAN, TIMESTAMP]) for _ in range(rng.randint(1, 5))]
        expressions = [maker.make(kind, 3) for kind in kinds]
        if rng.random() < 0.5 and len(kinds) > 1:
            number = maker.decimal_result()
            if number is not None and kinds is None:
                expressions[0] = number
        condition = self.where(maker, 0.6)
        sql = (f"SELECT {', '.join(f'{no_rowtime(e)} AS c{i}' for i, e in enumerate(expressions))} FROM {relation.sql}"
               + (f" WHERE {condition.sql}" if condition else ""))
        return Relation(sql, [(f"c{i}", e.kind) for i, e in enumerate(expressions)],
                        lambda sources: relation.wire(sources).listen(self.calc(condition, expressions)))


def no_rowtime(expression):
    """Only one rowtime may reach a sink: the plain column loses the attribute."""
    return f"CAST({expression.sql} AS TIMESTAMP(3))" if expression.kind == TIMESTAMP else expression.sql


def union(parts):
    def wire(sources):
        node = Union(len(parts))
        for number, part in enumerate(parts):
            part[1](sources).listen(node, number)
        return node
    return wire


def sub(relation, alias="x"):
    return Relation(f"({relation.sql}) AS {alias}", relation.columns, relation.wire, relation.time)


def decimals(builder, relation):
    """SELECT of decimal arithmetic."""
    maker = Maker(builder.rng, relation.columns)
    expressions = [e for e in (maker.decimal_result() for _ in range(4)) if e is not None] or [maker.columns[6]]
    condition = builder.where(maker)
    sql = (f"SELECT {', '.join(f'{e.sql} AS c{i}' for i, e in enumerate(expressions))} FROM {relation.sql}"
           + (f" WHERE {condition.sql}" if condition else ""))
    return Relation(sql, [(f"c{i}", e.kind) for i, e in enumerate(expressions)],
                    lambda sources: relation.wire(sources).listen(builder.calc(condition, expressions)))


def having(builder, relation):
    """SELECT all FROM (relation) WHERE: as HAVING, rows of a change are judged one by one."""
    maker = Maker(builder.rng, relation.columns)
    condition = maker.boolean(2)
    items = [f"CAST({name} AS TIMESTAMP(3)) AS {name}" if name == "window_time" else name for name, _ in relation.columns]
    return Relation(f"SELECT {', '.join(items)} FROM ({relation.sql}) WHERE {condition.sql}", relation.columns,
                    lambda sources: relation.wire(sources).listen(Calc(condition, None)), relation.time)


def window_table(builder, relation):
    size, slide = builder.rng.choice(WINDOWS)
    spec = Window(size, slide)
    columns = [c for c in relation.columns if c[1] != TIMESTAMP] + [("window_start", TIMESTAMP), ("window_end", TIMESTAMP)]
    maker = Maker(builder.rng, relation.columns)
    condition = builder.where(maker)
    descriptor = relation.columns[relation.time][0]
    function = (f"TUMBLE(TABLE {relation.sql}, DESCRIPTOR({descriptor}), {seconds(size)})" if size == slide
                else f"HOP(TABLE {relation.sql}, DESCRIPTOR({descriptor}), {seconds(slide)}, {seconds(size)})")
    sql = (f"SELECT {', '.join(name for name, _ in columns)} FROM TABLE({function})"
           + (f" WHERE {condition.sql}" if condition else ""))
    kept = [i for i, c in enumerate(relation.columns) if c[1] != TIMESTAMP]
    count = len(relation.columns)
    picks = [column(i, "", None) for i in kept + [count, count + 1]]
    return Relation(sql, columns, lambda sources: relation.wire(sources).listen(WindowTable(spec, relation.time, count))
                    .listen(Calc(condition, picks)))


def same_window(builder, relation):
    """Aggregates of a window's aggregates, by the same window."""
    maker = Maker(builder.rng, relation.columns)
    count = len(relation.columns)
    start, end = maker.columns[count - 2], maker.columns[count - 1]
    aggregates = builder.aggregates(Maker(builder.rng, relation.columns[:count - 2]), False)
    keys = [k for k in builder.group_keys(Maker(builder.rng, relation.columns[:count - 2]), 0.4)]
    items = ([f"{e.sql} AS h{i}" for i, e in enumerate(keys)] + [f"{a.sql} AS b{i}" for i, a in enumerate(aggregates)]
             + ["window_start", "window_end"])
    sql = (f"SELECT {', '.join(items)} FROM ({relation.sql}) AS x GROUP BY "
           + ", ".join(["window_start", "window_end"] + [e.sql for e in keys]))
    columns = ([(f"h{i}", e.kind) for i, e in enumerate(keys)] + [(f"b{i}", a.kind) for i, a in enumerate(aggregates)]
               + [("window_start", TIMESTAMP), ("window_end", TIMESTAMP)])
    n = len(keys) + len(aggregates)
    order = [column(i, "", None) for i in list(range(len(keys))) + list(range(len(keys) + 2, n + 2)) + [len(keys), len(keys) + 1]]
    # The groups of a window are all final when it ends: a group aggregation says the same in the end.
    return Relation(sql, columns, lambda sources: relation.wire(sources).listen(GroupAggregate(keys + [start, end], aggregates))
                    .listen(Calc(None, order)))


KINDS = ["plain", "plain", "plain plain", "plain plain", "decimals", "group", "group", "window", "window", "window", "window", "hidden", "union", "group union",
         "group group", "group group", "group window", "window window", "same window", "window table", "distinct",
         "having", "window having"]


# What the oracle can do for thousands of rows: it adds up groups anew for each row.
FAST_KINDS = ["plain", "plain plain", "decimals", "distinct", "window", "window having", "union", "window table", "window window"]


def make_query(rng, tables, kind=None, number=0):
    query = Query(tables, number)
    builder = Builder(rng, tables, query)
    query.kind = kind = kind or rng.choice(KINDS)
    builder.nested = kind in ("group group", "group window", "window window", "same window")
    first = builder.scan(tables[0])
    if kind == "plain":
        relation = builder.plain(first)
    elif kind == "plain plain":
        inner = builder.plain(first, [rng.choice([INT, BIGINT, STRING, DOUBLE, BOOLEAN]) for _ in range(rng.randint(2, 5))])
        relation = builder.plain(sub(inner) if rng.random() < 0.5 else builder.common(inner))
    elif kind == "decimals":
        relation = decimals(builder, first)
    elif kind == "group":
        relation = builder.group_aggregate(first)
        query.append = False
    elif kind == "having":
        relation = having(builder, builder.group_aggregate(first))
        query.append = False
    elif kind == "distinct":
        maker = Maker(rng, first.columns)
        keys = builder.group_keys(maker, 1) or [maker.columns[1]]
        relation = Relation(f"SELECT DISTINCT {', '.join(f'{e.sql} AS c{i}' for i, e in enumerate(keys))} FROM {first.sql}",
                            [(f"c{i}", e.kind) for i, e in enumerate(keys)],
                            lambda sources: first.wire(sources).listen(GroupAggregate(keys, [])))
    elif kind in ("window", "window having"):
        base = builder.timed()
        relation = builder.window_aggregate(base, extra_time=rng.random() < 0.2)
        query.keeps_late = len(tables) == 1
        query.origin = 0 if base.table else len(base.columns)
        if kind == "window having":
            relation = having(builder, relation)
    elif kind == "hidden":  # a group aggregation whose result is partly left out
        inner = builder.group_aggregate(first)
        kept = rng.sample(range(len(inner.columns)), rng.randint(1, len(inner.columns)))
        relation = Relation(f"SELECT {', '.join(inner.columns[i][0] for i in kept)} FROM ({inner.sql})", [inner.columns[i] for i in kept],
                            lambda sources: inner.wire(sources).listen(Calc(None, [column(i, "", None) for i in kept])))
        query.append = query.exact = False
    elif kind in ("union", "group union"):
        kinds = [rng.choice([INT, BIGINT, STRING, DOUBLE, BOOLEAN]) for _ in range(rng.randint(1, 4))]
        parts = [builder.plain(builder.scan(rng.choice(tables)), kinds) for _ in range(rng.randint(2, 4))]
        wired = union([(p.sql, p.wire) for p in parts])
        relation = Relation(" UNION ALL ".join(p.sql for p in parts), parts[0].columns, wired)
        query.exact = False  # which branch's row comes first is not said
        if kind == "group union":
            relation = builder.group_aggregate(sub(relation))
            query.append = False
    elif kind == "group group":
        inner = builder.group_aggregate(first)
        relation = builder.group_aggregate(sub(inner) if rng.random() < 0.8 else builder.common(inner))
        query.append = query.exact = False
    elif kind == "group window":
        relation = builder.group_aggregate(sub(builder.window_aggregate(builder.timed())))
        query.append = query.exact = False
    elif kind == "window window":
        inner = builder.window_aggregate(builder.timed(), extra_time=True)
        view = builder.view(inner.sql, inner.columns, inner.wire, inner.time)
        view.columns = [c for c in view.columns if c[0] not in ("window_start", "window_end")]
        keep = [column(i, "", None) for i, c in enumerate(inner.columns) if c[0] not in ("window_start", "window_end")]
        view.time = len(view.columns) - 1
        names = ", ".join(name if name != "window_time" else "window_time AS rt" for name, _ in view.columns)
        again = builder.view(f"SELECT {names} FROM {view.sql}", view.columns[:-1] + [("rt", TIMESTAMP)],
                             lambda sources: inner.wire(sources).listen(Calc(None, keep)), view.time)
        relation = builder.window_aggregate(again)
    elif kind == "same window":
        relation = same_window(builder, builder.window_aggregate(builder.timed()))
        query.exact = False
    elif kind == "window table":
        relation = window_table(builder, builder.timed())
    query.select = query.common + relation.sql
    query.names = [f"o{i}" for i in range(len(relation.columns))]
    query.kinds = [c[1] for c in relation.columns]

    def build(sources):
        query.windows.clear()
        query.calcs.clear()
        sink = Sink()
        relation.wire(sources).listen(sink)
        return sink
    query.build = build
    return query


def evaluate(query):
    """Runs the oracle; returns (changes, ids of late rows with their watermarks). Sets query.filtered: how many source
    rows a WHERE left out; None where rows take several ways."""
    sources = {table.name: Source(table.rows, TIME, table.delay) for table in query.tables}
    sink = query.build(sources)
    for source in sources.values():
        source.run()
    one_way = query.kind in ("plain", "plain plain", "decimals", "group", "distinct", "window") and not any(" UNION " in v for v in query.views)
    query.filtered = sum(calc.dropped for calc in query.calcs) if one_way else None
    return sink.changes, [(row[query.origin], mark) for window in query.windows for row, mark in window.late]


__all__ = ["Table", "make_query", "evaluate", "COLUMNS", "TIME", "Expr"]
