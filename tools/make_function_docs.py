#!/usr/bin/env python3
"""make_function_docs.py - writes docs/functions.md from the program itself.

    tools/make_function_docs.py --weir build/release/weir           writes docs/functions.md
    tools/make_function_docs.py --weir build/release/weir --check   fails when the page is not what would be written

The names come from `weir version --features`; a function that is not in the table below, or one of the
table that the build lacks, is an error. Every example is run: its result and its type are the program's.
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

# Family, then (name, signature, example or None, remark). Without an example the result changes from run to run.
SCALAR = [
    ("Conditions", [
        ("COALESCE", "COALESCE(value, ...)", "COALESCE(CAST(NULL AS INT), 7)", "the first that is not NULL"),
        ("IFNULL", "IFNULL(value, instead)", "IFNULL(CAST(NULL AS STRING), 'none')", ""),
        ("NULLIF", "NULLIF(value, other)", "NULLIF(5, 5)", "NULL where both are equal"),
        ("IF", "IF(condition, then, else)", "IF(2 > 1, 'yes', 'no')", ""),
        ("GREATEST", "GREATEST(value, ...)", "GREATEST(3, 9, 4)", "NULL when one of them is"),
        ("LEAST", "LEAST(value, ...)", "LEAST(3, 9, 4)", "NULL when one of them is"),
        ("IS_ALPHA", "IS_ALPHA(text)", "IS_ALPHA('weir')", "only letters"),
        ("IS_DIGIT", "IS_DIGIT(text)", "IS_DIGIT('2024')", "only digits"),
        ("IS_DECIMAL", "IS_DECIMAL(text)", "IS_DECIMAL('-1.5')", "can be read as a number"),
        ("CURRENT_DATABASE", "CURRENT_DATABASE()", "CURRENT_DATABASE()", ""),
        ("TYPEOF", "TYPEOF(value)", "TYPEOF(1.5)", "the type, as text"),
    ]),
    ("Numbers", [
        ("ABS", "ABS(number)", "ABS(-3)", ""),
        ("SIGN", "SIGN(number)", "SIGN(-3)", ""),
        ("MOD", "MOD(number, number)", "MOD(7, 3)", "exact numbers; `%` is the same"),
        ("ROUND", "ROUND(number [, digits])", "ROUND(3.14159, 2)", "half away from zero"),
        ("TRUNCATE", "TRUNCATE(number [, digits])", "TRUNCATE(3.14159, 2)", ""),
        ("CEIL", "CEIL(number)", "CEIL(1.2)", "also `CEIL(time TO unit)`"),
        ("FLOOR", "FLOOR(number)", "FLOOR(1.8)", "also `FLOOR(time TO unit)`"),
        ("SQRT", "SQRT(number)", "SQRT(16)", ""),
        ("POWER", "POWER(number, exponent)", "POWER(2, 10)", ""),
        ("EXP", "EXP(number)", "EXP(0)", ""),
        ("LN", "LN(number)", "LN(1)", ""),
        ("LOG", "LOG([base,] number)", "LOG(2, 8)", "natural without base"),
        ("LOG2", "LOG2(number)", "LOG2(8)", ""),
        ("LOG10", "LOG10(number)", "LOG10(1000)", ""),
        ("SIN", "SIN(number)", "SIN(0)", "radians, as all of these"),
        ("COS", "COS(number)", "COS(0)", ""),
        ("TAN", "TAN(number)", "TAN(0)", ""),
        ("COT", "COT(number)", "ROUND(COT(1), 6)", ""),
        ("ASIN", "ASIN(number)", "ASIN(0)", ""),
        ("ACOS", "ACOS(number)", "ACOS(1)", ""),
        ("ATAN", "ATAN(number)", "ATAN(0)", ""),
        ("ATAN2", "ATAN2(y, x)", "ATAN2(0, 1)", ""),
        ("SINH", "SINH(number)", "SINH(0)", ""),
        ("COSH", "COSH(number)", "COSH(0)", ""),
        ("TANH", "TANH(number)", "TANH(0)", ""),
        ("DEGREES", "DEGREES(radians)", "ROUND(DEGREES(PI()), 3)", ""),
        ("RADIANS", "RADIANS(degrees)", "ROUND(RADIANS(180), 6)", ""),
        ("PI", "PI()", "ROUND(PI(), 6)", ""),
        ("E", "E()", "ROUND(E(), 6)", ""),
        ("RAND", "RAND([seed])", None, "0 up to, but not, 1"),
        ("RAND_INTEGER", "RAND_INTEGER([seed,] bound)", None, "0 up to, but not, the bound"),
        ("UUID", "UUID()", None, "a random one, as text"),
        ("BIN", "BIN(integer)", "BIN(10)", "binary digits"),
        ("HEX", "HEX(integer or text)", "HEX(255)", ""),
        ("UNHEX", "UNHEX(text)", "UNHEX('57656972')", ""),
    ]),
    ("Text", [
        ("CHAR_LENGTH", "CHAR_LENGTH(text)", "CHAR_LENGTH('Straße')", "characters"),
        ("UPPER", "UPPER(text)", "UPPER('weir')", ""),
        ("LOWER", "LOWER(text)", "LOWER('WEIR')", ""),
        ("INITCAP", "INITCAP(text)", "INITCAP('the old weir')", ""),
        ("TRIM", "TRIM([LEADING\\|TRAILING\\|BOTH] [characters] FROM text)", "TRIM(BOTH 'x' FROM 'xxweirx')", "`TRIM(text)`: blanks"),
        ("LTRIM", "LTRIM(text [, characters])", "LTRIM('  weir')", ""),
        ("RTRIM", "RTRIM(text [, characters])", "RTRIM('weir  ')", ""),
        ("BTRIM", "BTRIM(text [, characters])", "BTRIM('  weir  ')", ""),
        ("LPAD", "LPAD(text, length, with)", "LPAD('7', 3, '0')", ""),
        ("RPAD", "RPAD(text, length, with)", "RPAD('7', 3, '.')", ""),
        ("SUBSTRING", "SUBSTRING(text FROM start [FOR length])", "SUBSTRING('weir' FROM 2 FOR 2)", "also with commas"),
        ("LEFT", "LEFT(text, length)", "LEFT('weir', 2)", ""),
        ("RIGHT", "RIGHT(text, length)", "RIGHT('weir', 2)", ""),
        ("REPLACE", "REPLACE(text, old, new)", "REPLACE('weir', 'ei', 'o')", ""),
        ("TRANSLATE", "TRANSLATE(text, from, to)", "TRANSLATE('weir', 'ei', 'ab')", "character by character"),
        ("OVERLAY", "OVERLAY(text PLACING new FROM start [FOR length])", "OVERLAY('weir' PLACING 'XX' FROM 2)", ""),
        ("POSITION", "POSITION(part IN text)", "POSITION('i' IN 'weir')", "from 1; 0: not there"),
        ("LOCATE", "LOCATE(part, text [, start])", "LOCATE('i', 'weir')", ""),
        ("INSTR", "INSTR(text, part [, start [, occurrence]])", "INSTR('weir weir', 'i', 1, 2)", ""),
        ("CONCAT", "CONCAT(text, ...)", "CONCAT('we', 'ir')", "`||` is the same"),
        ("CONCAT_WS", "CONCAT_WS(separator, text, ...)", "CONCAT_WS('-', 'a', 'b')", "NULL texts are left out"),
        ("PRINTF", "PRINTF(format, value, ...)", "PRINTF('%s is %d', 'x', 7)", "as Java formats"),
        ("REPEAT", "REPEAT(text, count)", "REPEAT('ab', 3)", ""),
        ("REVERSE", "REVERSE(text)", "REVERSE('weir')", ""),
        ("SPLIT_INDEX", "SPLIT_INDEX(text, separator, index)", "SPLIT_INDEX('a,b,c', ',', 1)", "from 0"),
        ("ELT", "ELT(index, value, ...)", "ELT(2, 'a', 'b')", "from 1"),
        ("ASCII", "ASCII(text)", "ASCII('A')", ""),
        ("CHR", "CHR(integer)", "CHR(65)", ""),
        ("STARTSWITH", "STARTSWITH(text, part)", "STARTSWITH('weir', 'we')", "also BYTES"),
        ("ENDSWITH", "ENDSWITH(text, part)", "ENDSWITH('weir', 'ir')", "also BYTES"),
        ("REGEXP", "REGEXP(text, pattern)", "REGEXP('weir', '^w.*r$')", "patterns are Java's, as in Flink"),
        ("REGEXP_COUNT", "REGEXP_COUNT(text, pattern)", "REGEXP_COUNT('a1b22', '[0-9]+')", ""),
        ("REGEXP_EXTRACT", "REGEXP_EXTRACT(text, pattern [, group])", "REGEXP_EXTRACT('id=42', 'id=([0-9]+)', 1)", ""),
        ("REGEXP_INSTR", "REGEXP_INSTR(text, pattern)", "REGEXP_INSTR('id=42', '[0-9]')", ""),
        ("REGEXP_REPLACE", "REGEXP_REPLACE(text, pattern, new)", "REGEXP_REPLACE('a1b22', '[0-9]+', '#')", ""),
        ("REGEXP_SUBSTR", "REGEXP_SUBSTR(text, pattern)", "REGEXP_SUBSTR('id=42', '[0-9]+')", ""),
        ("PARSE_URL", "PARSE_URL(url, part [, key])", "PARSE_URL('http://a.org/x?k=v', 'QUERY', 'k')",
         "HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO"),
        ("URL_ENCODE", "URL_ENCODE(text)", "URL_ENCODE('a b&c')", ""),
        ("URL_DECODE", "URL_DECODE(text)", "URL_DECODE('a+b%26c')", ""),
    ]),
    ("Bytes and hashes", [
        ("ENCODE", "ENCODE(text, charset)", "ENCODE('weir', 'UTF-8')", "to BYTES"),
        ("DECODE", "DECODE(bytes, charset)", "DECODE(x'77656972', 'UTF-8')", ""),
        ("TO_BASE64", "TO_BASE64(text or bytes)", "TO_BASE64('weir')", ""),
        ("FROM_BASE64", "FROM_BASE64(text)", "FROM_BASE64('d2Vpcg==')", ""),
        ("MD5", "MD5(text or bytes)", "MD5('weir')", "hex digits, as all of these"),
        ("SHA1", "SHA1(text or bytes)", "SHA1('weir')", ""),
        ("SHA2", "SHA2(text or bytes, bits)", "LEFT(SHA2('weir', 256), 8)", "224, 256, 384 or 512 bits"),
        ("SHA224", "SHA224(text or bytes)", "LEFT(SHA224('weir'), 8)", ""),
        ("SHA256", "SHA256(text or bytes)", "LEFT(SHA256('weir'), 8)", ""),
        ("SHA384", "SHA384(text or bytes)", "LEFT(SHA384('weir'), 8)", ""),
        ("SHA512", "SHA512(text or bytes)", "LEFT(SHA512('weir'), 8)", ""),
    ]),
    ("Arrays and maps", [
        ("ARRAY_APPEND", "ARRAY_APPEND(array, element)", "ARRAY_APPEND(ARRAY[1, 2], 3)", ""),
        ("ARRAY_PREPEND", "ARRAY_PREPEND(array, element)", "ARRAY_PREPEND(ARRAY[1, 2], 3)", ""),
        ("ARRAY_CONCAT", "ARRAY_CONCAT(array, ...)", "ARRAY_CONCAT(ARRAY[1], ARRAY[2, 3])", ""),
        ("ARRAY_CONTAINS", "ARRAY_CONTAINS(array, element)", "ARRAY_CONTAINS(ARRAY[1, 2], 2)", "a NULL is looked for, too"),
        ("ARRAY_POSITION", "ARRAY_POSITION(array, element)", "ARRAY_POSITION(ARRAY[5, 7], 7)", "from 1; 0: it is not there"),
        ("ARRAY_DISTINCT", "ARRAY_DISTINCT(array)", "ARRAY_DISTINCT(ARRAY[1, 2, 1])", "each value once, where it first stands"),
        ("ARRAY_EXCEPT", "ARRAY_EXCEPT(array, other)", "ARRAY_EXCEPT(ARRAY[1, 2, 3], ARRAY[2])", "each value once"),
        ("ARRAY_INTERSECT", "ARRAY_INTERSECT(array, other)", "ARRAY_INTERSECT(ARRAY[1, 2, 3], ARRAY[3, 2])", "each value once"),
        ("ARRAY_UNION", "ARRAY_UNION(array, other)", "ARRAY_UNION(ARRAY[1, 2], ARRAY[2, 3])", "each value once"),
        ("ARRAY_JOIN", "ARRAY_JOIN(array, separator [, text for NULL])", "ARRAY_JOIN(ARRAY['a', NULL, 'b'], ', ', '?')", "of texts; without the last argument NULLs are left out"),
        ("ARRAY_MAX", "ARRAY_MAX(array)", "ARRAY_MAX(ARRAY[1, 3, 2])", "the largest that is not NULL"),
        ("ARRAY_MIN", "ARRAY_MIN(array)", "ARRAY_MIN(ARRAY[1, 3, 2])", "the smallest that is not NULL"),
        ("ARRAY_REMOVE", "ARRAY_REMOVE(array, element)", "ARRAY_REMOVE(ARRAY[1, 2, 1], 1)", "all that are equal; a NULL is removed, too"),
        ("ARRAY_REVERSE", "ARRAY_REVERSE(array)", "ARRAY_REVERSE(ARRAY[1, 2, 3])", ""),
        ("ARRAY_SLICE", "ARRAY_SLICE(array, first [, last])", "ARRAY_SLICE(ARRAY[1, 2, 3, 4], 2, -2)", "positions from 1, or from the end where they are negative"),
        ("ARRAY_SORT", "ARRAY_SORT(array [, ascending [, NULLs first]])", "ARRAY_SORT(ARRAY[3, 1, 2], FALSE)", ""),
        ("CARDINALITY", "CARDINALITY(array or map)", "CARDINALITY(ARRAY[5, 7])", "how many elements or entries"),
        ("ELEMENT", "ELEMENT(array)", "ELEMENT(ARRAY[5])", "the only one; fails if there are more"),
        ("MAP_ENTRIES", "MAP_ENTRIES(map)", "MAP_ENTRIES(MAP['a', 1])", "rows of key and value"),
        ("MAP_FROM_ARRAYS", "MAP_FROM_ARRAYS(keys, values)", "MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])", "fails if they are not as many"),
        ("MAP_KEYS", "MAP_KEYS(map)", "MAP_KEYS(MAP['a', 1, 'b', 2])", ""),
        ("MAP_VALUES", "MAP_VALUES(map)", "MAP_VALUES(MAP['a', 1, 'b', 2])", ""),
        ("MAP_UNION", "MAP_UNION(map, ...)", "MAP_UNION(MAP['a', 1], MAP['a', 2])", "of equal keys the last map's value"),
        ("SPLIT", "SPLIT(text, separator)", "SPLIT('a,b', ',')", "an array; between all characters where the separator is empty"),
        ("STR_TO_MAP", "STR_TO_MAP(text [, between entries, between key and value])", "STR_TO_MAP('a=1,b=2')", "both are regular expressions, ',' and '=' by default"),
        ("REGEXP_EXTRACT_ALL", "REGEXP_EXTRACT_ALL(text, pattern [, group])", "REGEXP_EXTRACT_ALL('a1b2', '([a-z])', 1)", "the group of every match; the first group by default; NULL where there is no such group"),
    ]),
    ("JSON", [
        ("JSON_VALUE", "JSON_VALUE(text, path [RETURNING type] [DEFAULT value ON EMPTY] [NULL ON ERROR])", "JSON_VALUE('{\"a\": 7}', '$.a' RETURNING INT)", "a scalar; STRING by default"),
        ("JSON_QUERY", "JSON_QUERY(text, path [WITH WRAPPER] [RETURNING ARRAY<STRING>])", "JSON_QUERY('{\"a\": [1, 2]}', '$.a')", "an object or array, as JSON"),
        ("JSON_EXISTS", "JSON_EXISTS(text, path)", "JSON_EXISTS('{\"a\": 7}', '$.a')", ""),
        ("JSON_OBJECT", "JSON_OBJECT([KEY] key VALUE value, ... [ABSENT ON NULL])", "JSON_OBJECT(KEY 'a' VALUE 7)", "keys are sorted"),
        ("JSON_ARRAY", "JSON_ARRAY(value, ... [NULL ON NULL])", "JSON_ARRAY(1, 'x')", "without NULLs by default"),
        ("JSON", "JSON(text)", "JSON_ARRAY(JSON('[1]'))", "inside of `JSON_ARRAY` and `JSON_OBJECT`: a text that is JSON already"),
        ("JSON_STRING", "JSON_STRING(value)", "JSON_STRING(ARRAY[1, 2])", "any value as JSON"),
        ("JSON_QUOTE", "JSON_QUOTE(text)", "JSON_QUOTE('a\"b')", ""),
        ("JSON_UNQUOTE", "JSON_UNQUOTE(text)", "JSON_UNQUOTE('\"a\"')", ""),
        ("PARSE_JSON", "PARSE_JSON(text [, repeated keys])", "PARSE_JSON('{\"a\": 7}')", "a VARIANT; fails where the text is no JSON"),
        ("TRY_PARSE_JSON", "TRY_PARSE_JSON(text [, repeated keys])", "TRY_PARSE_JSON('{')", "NULL where the text is no JSON"),
    ]),
    ("Dates and times", [
        ("CURRENT_WATERMARK", "CURRENT_WATERMARK(rowtime)", None, "of the rows so far; NULL before the first"),
        ("CURRENT_DATE", "CURRENT_DATE", None, "in the session's time zone"),
        ("CURRENT_TIME", "CURRENT_TIME", None, ""),
        ("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP", None, "of the row, as all of these in streaming"),
        ("CURRENT_ROW_TIMESTAMP", "CURRENT_ROW_TIMESTAMP()", None, ""),
        ("NOW", "NOW()", None, ""),
        ("LOCALTIME", "LOCALTIME", None, ""),
        ("LOCALTIMESTAMP", "LOCALTIMESTAMP", None, ""),
        ("PROCTIME", "PROCTIME()", None, "a processing time attribute"),
        ("EXTRACT", "EXTRACT(unit FROM time)", "EXTRACT(HOUR FROM TIMESTAMP '2024-05-01 10:30:00')", ""),
        ("YEAR", "YEAR(time)", "YEAR(DATE '2024-05-01')", ""),
        ("QUARTER", "QUARTER(time)", "QUARTER(DATE '2024-05-01')", ""),
        ("MONTH", "MONTH(time)", "MONTH(DATE '2024-05-01')", ""),
        ("WEEK", "WEEK(time)", "WEEK(DATE '2024-05-01')", "ISO week"),
        ("DAYOFYEAR", "DAYOFYEAR(time)", "DAYOFYEAR(DATE '2024-05-01')", ""),
        ("DAYOFMONTH", "DAYOFMONTH(time)", "DAYOFMONTH(DATE '2024-05-01')", ""),
        ("DAYOFWEEK", "DAYOFWEEK(time)", "DAYOFWEEK(DATE '2024-05-01')", "Sunday is 1"),
        ("HOUR", "HOUR(time)", "HOUR(TIMESTAMP '2024-05-01 10:30:00')", ""),
        ("MINUTE", "MINUTE(time)", "MINUTE(TIMESTAMP '2024-05-01 10:30:00')", ""),
        ("SECOND", "SECOND(time)", "SECOND(TIMESTAMP '2024-05-01 10:30:07')", ""),
        ("TIMESTAMPADD", "TIMESTAMPADD(unit, count, time)", "TIMESTAMPADD(DAY, 1, TIMESTAMP '2024-05-01 10:00:00')", ""),
        ("TIMESTAMPDIFF", "TIMESTAMPDIFF(unit, from, to)", "TIMESTAMPDIFF(DAY, DATE '2024-05-01', DATE '2024-06-01')", ""),
        ("DATE_FORMAT", "DATE_FORMAT(timestamp, pattern)", "DATE_FORMAT(TIMESTAMP '2024-05-01 10:30:00', 'yyyy/MM/dd HH')", "patterns are Java's"),
        ("TO_DATE", "TO_DATE(text [, pattern])", "TO_DATE('01.05.2024', 'dd.MM.yyyy')", "NULL where it is no date"),
        ("TO_TIMESTAMP", "TO_TIMESTAMP(text [, pattern])", "TO_TIMESTAMP('2024-05-01 10:30:00')", "NULL where it is none"),
        ("TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_LTZ(number [, precision])", "TO_TIMESTAMP_LTZ(1714557600, 0)",
         "0: seconds, 3: milliseconds; also `(text [, pattern [, time zone]])`"),
        ("FROM_UNIXTIME", "FROM_UNIXTIME(seconds [, pattern])", "FROM_UNIXTIME(1714557600)", "in the session's time zone"),
        ("UNIX_TIMESTAMP", "UNIX_TIMESTAMP([text [, pattern]])", "UNIX_TIMESTAMP('2024-05-01 10:00:00')", "without arguments: now"),
        ("CONVERT_TZ", "CONVERT_TZ(text, from zone, to zone)", "CONVERT_TZ('2024-05-01 10:00:00', 'UTC', 'Asia/Tokyo')", ""),
        ("OVERLAPS", "(start1, end1) OVERLAPS (start2, end2)", 
         "(DATE '2024-01-01', DATE '2024-01-03') OVERLAPS (DATE '2024-01-02', DATE '2024-01-05')", "an end may be an interval"),
    ]),
]

AGGREGATE = [
    ("COUNT", "COUNT(*), COUNT([DISTINCT] value)", "COUNT(*)", "rows, or values that are not NULL"),
    ("SUM", "SUM([DISTINCT] number)", "SUM(x)", "NULL without a value"),
    ("AVG", "AVG([DISTINCT] number)", "AVG(x)", "of integers: an integer, as in Flink"),
    ("MIN", "MIN(value)", "MIN(x)", ""),
    ("MAX", "MAX(value)", "MAX(x)", ""),
    ("FIRST_VALUE", "FIRST_VALUE(value)", "FIRST_VALUE(x)", "the first that is not NULL"),
    ("LAST_VALUE", "LAST_VALUE(value)", "LAST_VALUE(x)", "the last that is not NULL"),
    ("ARRAY_AGG", "ARRAY_AGG([DISTINCT] value [IGNORE NULLS])", "ARRAY_AGG(x)", "in the order of arrival, NULLs too"),
    ("COLLECT", "COLLECT([DISTINCT] value)", "COLLECT(x)", "how often each value is there"),
    ("LISTAGG", "LISTAGG([DISTINCT] text [, separator])", "LISTAGG(CAST(x AS STRING), '-')", "joined, by a comma by default"),
    ("PERCENTILE", "PERCENTILE([DISTINCT] number, fraction or ARRAY of them [, weight])", "PERCENTILE(x, 0.75)", "between the two values next to it"),
    ("JSON_ARRAYAGG", "JSON_ARRAYAGG(value [NULL ON NULL])", "JSON_ARRAYAGG(x)", "without NULLs by default"),
    ("JSON_ARRAYAGG_NULL_ON_NULL", "JSON_ARRAYAGG_NULL_ON_NULL(value)", "JSON_ARRAYAGG(x NULL ON NULL)", "what `JSON_ARRAYAGG(value NULL ON NULL)` stands for"),
    ("JSON_OBJECTAGG", "JSON_OBJECTAGG([KEY] key VALUE value [ABSENT ON NULL])", "JSON_OBJECTAGG(KEY 'x' VALUE x) FILTER (WHERE x = 5)", "with NULLs by default; fails when a key is there twice"),
    ("JSON_OBJECTAGG_ABSENT_ON_NULL", "JSON_OBJECTAGG_ABSENT_ON_NULL(..)", "JSON_OBJECTAGG(KEY 'x' VALUE x ABSENT ON NULL) FILTER (WHERE x = 5)", "what `JSON_OBJECTAGG(.. ABSENT ON NULL)` stands for"),
    ("STDDEV_POP", "STDDEV_POP(number)", "STDDEV_POP(x)", "of the whole"),
    ("STDDEV_SAMP", "STDDEV_SAMP(number)", "STDDEV_SAMP(x)", "of a sample"),
    ("STDDEV", "STDDEV(number)", "STDDEV(x)", "as STDDEV_SAMP"),
    ("VAR_POP", "VAR_POP(number)", "VAR_POP(x)", ""),
    ("VAR_SAMP", "VAR_SAMP(number)", "VAR_SAMP(x)", ""),
    ("VARIANCE", "VARIANCE(number)", "VARIANCE(x)", "as VAR_SAMP"),
]

HEAD = """# Functions

<!-- Written by tools/make_function_docs.py from the program; change that, not this page. -->

Every function and aggregate of this build; `SHOW FUNCTIONS;` lists the names. Results and types below are the program's own answers (values with parts as `--output json` has them), and
Flink's: the functions are compared with Apache Flink 2.2 (`tests/sql/`), wanted differences stand in [flink-differences.md](flink-differences.md).
A scalar function gives NULL where an argument is NULL, unless the remark says otherwise. Names are case-insensitive.

`ROW_NUMBER`, `RANK`, `LAG` and others that need `OVER` are known, but not available yet. Operators (`+ - * / % || = <> < <= > >=`,
`LIKE`, `SIMILAR TO`, `IN`, `BETWEEN`, `IS [NOT] DISTINCT FROM`, `CAST`, `TRY_CAST`, `CASE`) are in [sql.md](sql.md).
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
    cells = [f"`{signature}`", f"`{others[name]}`" if name in others else ""]
    if example:
        cells += [f"`{example}`".replace("|", "\\|"), shown(row[f"v{index}"]), row[f"t{index}"].replace(" NOT NULL", "")]
    else:
        cells += ["", "", ""]
    return "| " + " | ".join(cells + [remark]) + " |\n"


def page(weir):
    everything = [entry for _, family in SCALAR for entry in family]
    compare("function", {entry[0] for entry in everything}, features(weir, "function"))
    compare("aggregate", {entry[0] for entry in AGGREGATE}, features(weir, "aggregate"))
    examples = [entry[2] for entry in everything]
    row = run(weir, "SELECT " + ",\n".join(f"{one} AS v{i}, TYPEOF({one}) AS t{i}" for i, one in enumerate(examples) if one) + ";")
    others, text, index = aliases(), HEAD, 0
    for title, family in SCALAR:
        text += f"\n## {title}\n\n| Function | Also called | Example | Result | Type | Remark |\n|---|---|---|---|---|---|\n"
        for name, signature, example, remark in family:
            text += line(name, signature, example, remark, others, row, index)
            index += 1
    calls = ",\n".join(f"{one[2]} AS v{i}" for i, one in enumerate(AGGREGATE))
    types = ", ".join(f"TYPEOF(v{i}) AS t{i}, v{i}" for i in range(len(AGGREGATE)))
    row = run(weir, f"SELECT {types} FROM (SELECT {calls} FROM (VALUES (1), (2), (2), (5)) AS t (x));")
    text += "\n" + AGGREGATES_HEAD
    for index, (name, signature, example, remark) in enumerate(AGGREGATE):
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
