"""Types and values of the property tests: how they stand in SQL, in JSON and CSV, and in what Weir writes.

A type is a tuple: ("INT",), ("BIGINT",), ("DOUBLE",), ("DECIMAL", p, s), ("STRING",), ("BOOLEAN",),
("TIMESTAMP",). A value is None, an int (DECIMAL: unscaled; TIMESTAMP: milliseconds since 1970), a
float, a str or a bool.
"""

import datetime
import decimal
import json
import re

INT = ("INT",)
BIGINT = ("BIGINT",)
DOUBLE = ("DOUBLE",)
STRING = ("STRING",)
BOOLEAN = ("BOOLEAN",)
TIMESTAMP = ("TIMESTAMP",)


def DECIMAL(precision, scale):
    return ("DECIMAL", precision, scale)


def type_sql(kind):
    if kind[0] == "DECIMAL":
        return f"DECIMAL({kind[1]}, {kind[2]})"
    return "TIMESTAMP(3)" if kind == TIMESTAMP else kind[0]


def wrap(value, bits):
    """As Java's int and long wrap."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def divide(a, b):
    """As Java divides integers: towards zero."""
    q = abs(a) // abs(b)
    return q if (a < 0) == (b < 0) else -q


def remainder(a, b):
    return a - divide(a, b) * b


def divide_half_up(a, b):
    """Integers, rounded half away from zero, as BigDecimal's HALF_UP."""
    q, r = divmod(abs(a), abs(b))
    q += 2 * r >= abs(b)
    return q if (a < 0) == (b < 0) else -q


EPOCH = datetime.datetime(1970, 1, 1)


def time_text(ms, separator=" "):
    at = EPOCH + datetime.timedelta(milliseconds=ms)
    return at.strftime("%Y-%m-%d" + separator + "%H:%M:%S") + f".{ms % 1000:03d}"


TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$")


def parse_time(text):
    match = TIME.match(text)
    if not match:
        raise ValueError(f"'{text}' is no timestamp")
    year, month, day, hour, minute, second = (int(x) if x else 0 for x in match.groups()[:6])
    at = datetime.datetime(year, month, day, hour, minute, second) - EPOCH
    return (at.days * 86400 + at.seconds) * 1000 + int(((match.group(7) or "") + "000")[:3])


def decimal_text(unscaled, scale):
    return format(decimal.Decimal(unscaled).scaleb(-scale), "f") if scale else str(unscaled)


def sql_literal(kind, value):
    if value is None:
        return f"CAST(NULL AS {type_sql(kind)})"
    if kind == STRING:
        return "'" + value.replace("'", "''") + "'"
    if kind == BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == DOUBLE:
        return f"CAST({value!r} AS DOUBLE)"
    if kind == TIMESTAMP:
        return f"TIMESTAMP '{time_text(value)}'"
    if kind[0] == "DECIMAL":
        return decimal_text(value, kind[2])
    if kind == BIGINT:
        return f"CAST({value} AS BIGINT)"
    return str(value)


def json_value(kind, value):
    """As Python's json writes it; decimals as numbers are left to the caller."""
    if value is not None and kind == TIMESTAMP:
        return time_text(value)
    if value is not None and kind[0] == "DECIMAL":
        return float(decimal_text(value, kind[2]))
    return value


def csv_field(kind, value, rng):
    if value is None:
        return "NULL"
    if kind == BOOLEAN:
        return rng.choice(["true", "TRUE"]) if value else "false"
    if kind == TIMESTAMP:
        return time_text(value)
    if kind[0] == "DECIMAL":
        return decimal_text(value, kind[2])
    if kind == STRING and (rng.random() < 0.3 or value[:1] == '"'):
        return '"' + value.replace('"', '""') + '"'
    return repr(value) if kind == DOUBLE else str(value)


# ---- what Weir writes ----

def parse_decimal(text, scale):
    unscaled = decimal.Decimal(str(text)).scaleb(scale)
    if unscaled != unscaled.to_integral_value():
        raise ValueError(f"'{text}' has more than {scale} digits behind the point")
    return int(unscaled)


def parse_text(kind, text):
    """A field of a printed row."""
    if text == "null":
        return None
    if kind in (INT, BIGINT):
        return int(text)
    if kind == DOUBLE:
        return float(text)
    if kind == BOOLEAN:
        return {"true": True, "false": False}[text]
    if kind == TIMESTAMP:
        return parse_time(text)
    if kind[0] == "DECIMAL":
        return parse_decimal(text, kind[2])
    return text


def parse_printed(line, kinds):
    """'+I[1, a]' -> ('+I', (1, 'a')). No text here holds ', '."""
    if not (line[2:3] == "[" and line.endswith("]")):
        raise ValueError(f"'{line}' is no printed row")
    fields = line[3:-1].split(", ")
    if len(fields) != len(kinds):
        raise ValueError(f"'{line}' has {len(fields)} fields, not {len(kinds)}")
    return line[:2], tuple(parse_text(kind, field) for kind, field in zip(kinds, fields))


def parse_json(line, names, kinds):
    record = json.loads(line, parse_float=decimal.Decimal, parse_int=int)
    if list(record) != list(names):
        raise ValueError(f"'{line}' has the fields {list(record)}, not {list(names)}")
    row = []
    for name, kind in zip(names, kinds):
        value = record[name]
        if value is not None:
            if kind == DOUBLE:
                value = float(value)
            elif kind[0] == "DECIMAL":
                value = parse_decimal(value, kind[2])
            elif kind == TIMESTAMP:
                value = parse_time(value)
        row.append(value)
    return "+I", tuple(row)
