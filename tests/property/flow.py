"""The oracle: operators that work one row at a time, as Flink does, with a watermark behind every row.

A change is (kind, row): '+I', '-U', '+U', '-D' and a tuple. A node is given changes and watermarks
and passes its own on to whoever listens. Nothing here is fast; groups are added up anew each time.
"""

from values import BIGINT, DOUBLE, INT, STRING, divide, divide_half_up, wrap

TIME_MIN, TIME_MAX = -(1 << 63), (1 << 63) - 1
ADDS = ("+I", "+U")


class Node:
    def __init__(self):
        self.listeners = []

    def listen(self, node, number=0):
        self.listeners.append((node, number))
        return node

    def emit(self, kind, row):
        for node, number in self.listeners:
            node.change(kind, row, number)

    def tell(self, watermark):
        for node, number in self.listeners:
            node.watermark(watermark, number)

    def watermark(self, watermark, number=0):
        self.tell(watermark)


class Source(Node):
    """Rows, then behind each its watermark: the largest time so far minus the delay, if above 0."""

    def __init__(self, rows, time_index, delay):
        super().__init__()
        self.rows, self.time_index, self.delay = rows, time_index, delay

    def run(self):
        mark = 0
        for row in self.rows:
            self.emit("+I", row)
            if self.time_index is not None and row[self.time_index] - self.delay > mark:
                mark = row[self.time_index] - self.delay
                self.tell(mark)
        self.tell(TIME_MAX)


class Calc(Node):
    def __init__(self, condition, expressions):
        super().__init__()
        self.condition = condition.of if condition else None
        self.dropped = 0
        self.expressions = [e.of for e in expressions] if expressions is not None else None

    def change(self, kind, row, number):
        if self.condition and not self.condition(row):
            self.dropped += 1
            return
        self.emit(kind, row if self.expressions is None else tuple(e(row) for e in self.expressions))


class Union(Node):
    def __init__(self, count):
        super().__init__()
        self.marks, self.merged = [TIME_MIN] * count, TIME_MIN

    def change(self, kind, row, number):
        self.emit(kind, row)

    def watermark(self, watermark, number=0):
        self.marks[number] = max(self.marks[number], watermark)
        if min(self.marks) > self.merged:
            self.merged = min(self.marks)
            self.tell(self.merged)


class Sink(Node):
    def __init__(self):
        super().__init__()
        self.changes = []

    def change(self, kind, row, number):
        self.changes.append((kind, row))


class Window:
    """TUMBLE (slide == size) or HOP."""

    def __init__(self, size, slide, offset=0):
        self.size, self.slide, self.offset = size, slide, offset

    def ends(self, time):
        """Of all windows of a row, the earliest first."""
        first = time - (time - self.offset) % self.slide + self.slide
        return range(first, first + self.size, self.slide)


class WindowTable(Node):
    """Appends window_start, window_end, window_time; the latest window first."""

    def __init__(self, window, time_index, width):
        super().__init__()
        self.window, self.time_index, self.width = window, time_index, width

    def change(self, kind, row, number):
        for end in reversed(self.window.ends(row[self.time_index])):
            self.emit(kind, row[:self.width] + (end - self.window.size, end, end - 1))


class Aggregate:
    """One call: name, argument (None: COUNT(*)), DISTINCT, FILTER."""

    def __init__(self, name, argument, distinct, condition, kind):
        self.name, self.argument, self.distinct, self.condition, self.kind = name, argument, distinct, condition, kind
        inside = "*" if argument is None else ("DISTINCT " if distinct else "") + argument.sql
        self.sql = f"{name}({inside})" + (f" FILTER (WHERE {condition.sql})" if condition else "")

    def value(self, rows):
        if self.condition:
            rows = [row for row in rows if self.condition.of(row)]
        if self.argument is None:
            return len(rows)
        values = [v for v in map(self.argument.of, rows) if v is not None]
        if self.distinct:
            values = list(dict.fromkeys(values))
        if self.name == "COUNT":
            return len(values)
        if not values:
            return None
        if self.name in ("MIN", "MAX"):
            return (min if self.name == "MIN" else max)(values, key=str.encode if self.argument.kind == STRING else None)
        total = values[0]
        for value in values[1:]:
            total += value
        return self.total(total, len(values))

    def total(self, total, count):
        kind = self.argument.kind
        if kind == DOUBLE:
            return total / count if self.name == "AVG" else total
        if kind[0] == "DECIMAL":
            if self.name == "SUM":
                return total
            return divide_half_up(total * 10 ** (self.kind[2] - kind[2]), count)
        if self.name == "SUM":
            return wrap(total, 32 if kind == INT else 64)
        return wrap(divide(wrap(total, 64), count), 32 if kind == INT else 64)


class WindowAggregate(Node):
    """Output: keys, aggregates, window_start, window_end, window_time. Rows of fired windows do not count;
    a row all of whose windows have fired is late."""

    def __init__(self, window, time_index, keys, aggregates):
        super().__init__()
        self.window, self.time_index = window, time_index
        self.keys, self.aggregates = [k.of for k in keys], aggregates
        self.open, self.mark, self.late = {}, TIME_MIN, []

    def change(self, kind, row, number):
        key = tuple(k(row) for k in self.keys)
        counted = False
        for end in self.window.ends(row[self.time_index]):
            if end - 1 > self.mark:
                self.open.setdefault(end, {}).setdefault(key, []).append(row)
                counted = True
        if not counted:
            self.late.append((row, self.mark))

    def watermark(self, watermark, number=0):
        if watermark <= self.mark:
            return
        for end in sorted(end for end in self.open if end - 1 <= watermark):
            for key, rows in self.open.pop(end).items():
                self.emit("+I", key + tuple(a.value(rows) for a in self.aggregates) + (end - self.window.size, end, end - 1))
        self.mark = watermark
        self.tell(watermark)


class GroupAggregate(Node):
    """Output: keys, aggregates. A changed result is -U and +U; one that stays is nothing."""

    def __init__(self, keys, aggregates):
        super().__init__()
        self.keys, self.aggregates = [k.of for k in keys], aggregates
        self.groups = {}

    def change(self, kind, row, number):
        key = tuple(k(row) for k in self.keys)
        rows = self.groups.setdefault(key, [])
        before = key + tuple(a.value(rows) for a in self.aggregates) if rows else None
        if kind in ADDS:
            rows.append(row)
        elif rows:
            rows.remove(row)
        else:
            return
        after = key + tuple(a.value(rows) for a in self.aggregates) if rows else None
        if before is None:
            self.emit("+I", after)
        elif after is None:
            self.emit("-D", before)
        elif before != after:
            self.emit("-U", before)
            self.emit("+U", after)


def result_kind(name, kind):
    if name == "COUNT":
        return BIGINT
    if kind[0] == "DECIMAL" and name in ("SUM", "AVG"):
        return ("DECIMAL", 38, kind[2] if name == "SUM" else max(6, kind[2]))
    return kind
