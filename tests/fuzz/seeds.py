#!/usr/bin/env python3
"""seeds.py - first inputs for the fuzz targets, made from the project's own tests and examples.

    tests/fuzz/seeds.py DIR      writes DIR/<target>/seed-<n>

run.py --seconds uses them beside the committed corpus. State files and manifests come from a job that is run by the
program of --weir, when that is given."""
import argparse
import glob
import os
import re
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

TABLE = ("CREATE TABLE t (id INT, k STRING, v INT, d DOUBLE, p DECIMAL(10, 2), ts TIMESTAMP(3), b BOOLEAN, "
         "WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector' = 'filesystem', 'path' = 'in.json', 'format' = 'json');\n")
QUERIES = """SELECT * FROM t
SELECT id, UPPER(k), v + 1, p * 2, CAST(d AS STRING) FROM t WHERE v > 0 OR k LIKE 'a%'
SELECT k, COUNT(*), SUM(v), AVG(d), MIN(p), MAX(ts), COUNT(DISTINCT id) FROM t GROUP BY k HAVING COUNT(*) > 0
SELECT window_start, window_end, k, SUM(v) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, k
SELECT window_start, COUNT(*) FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '1' MINUTE)) GROUP BY window_start, window_end
SELECT CASE WHEN v IS NULL THEN 'n' WHEN b THEN 'y' ELSE k END, COALESCE(k, 'x'), NULLIF(v, 0) FROM t
SELECT DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm'), EXTRACT(HOUR FROM ts), FLOOR(ts TO DAY), ts + INTERVAL '1' DAY FROM t
SELECT REGEXP_EXTRACT(k, '(a)(.*)', 1), SUBSTRING(k FROM 2 FOR 3), TRIM(BOTH 'a' FROM k), CHAR_LENGTH(k) FROM t
SELECT k, id FROM t UNION ALL SELECT CAST(v AS STRING), 1 FROM t
SELECT x.k FROM (SELECT k, v FROM t WHERE v IN (1, 2, 3)) AS x WHERE x.v BETWEEN 0 AND 5
SELECT DISTINCT k FROM t
WITH a AS (SELECT k, SUM(v) AS s FROM t GROUP BY k) SELECT k, s FROM a WHERE s > 1
EXPLAIN SELECT k, COUNT(*) FROM t GROUP BY k
SELECT 1, 'a', TRUE, CAST(NULL AS INT), DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00'""".split("\n")
OPTIONS = ["connector=filesystem\npath=in\nformat=json\njson.ignore-parse-errors=true\nsource.monitor-interval=1 s",
           "connector=filesystem\npath=in\nformat=csv\ncsv.field-delimiter=;\ncsv.null-literal=n\ncsv.quote-character='\ncsv.allow-comments=true",
           "connector=datagen\nnumber-of-rows=10\nrows-per-second=5\nfields.id.kind=sequence\nfields.id.start=1\nfields.id.end=9\nfields.name.length=3",
           "connector=print\nprint-identifier=x\nstandard-error=true", "connector=blackhole",
           "connector=filesystem\npath=out\nformat=raw\nsink.rolling-policy.file-size=1 mb",
           "!parallelism.default=2\n!execution.checkpointing.interval=1 s\n!table.local-time-zone=Europe/Berlin\nconnector=print",
           "!weir.memory-limit=1 gb\n!restart-strategy.type=fixed-delay\n!restart-strategy.fixed-delay.delay=10 s\nconnector=blackhole",
           "!execution.runtime-mode=streaming\n!pipeline.name=x\n!weir.batch-rows=7\n!pipeline.max-parallelism=12\nconnector=blackhole"]
JSON = [b'\x00{"id":1,"i":2,"t":3,"s":"abc","d":1.5,"f":2.5,"p":12.34,"w":1e5,"ts":"2024-01-01 00:00:00","b":true}\n{"id":2,"i":3,"t":4,"s":"d\\u00e9f","d":-0.0,"f":1e10,"p":"1.2","w":0,"ts":"2024-01-01 00:00:01.5","b":false}\n{"id":3,"i":4,"t":5,"s":"","d":null,"f":null,"p":null,"w":null,"ts":null,"b":null}',
        b'\x10{"id": 1, "s": "x", "unknown": {"a": [1, 2, {"b": null}]}, "tn":"2024-01-01 00:00:00.123456789","tz":"2024-01-01 00:00:00Z","day":"2024-02-29","at":"12:13:14","x":"YWJj"}\n' * 3,
        b'\x21{"s":"\\ud83d\\ude00\\n\\"","id":"12","b":"true"}\n{"s":{"a":1},"id":1.0}\nnot json\n{"id":99999999999999999999}\n{"id":1,"id":2}\n',
        b'\x33{"ts":"2024-01-01T00:00:00","tz":"2024-01-01T00:00:00Z","id":-1}\n{}\n\n[]\n{"id":tru}\n', b'\xf2{"id":1}\n{"i":2}\n{"t":300}\n{"d":"NaN"}\n']
CHANGES = [b'\x00{"before":null,"after":{"id":1,"s":"abc","d":1.5},"source":{"db":"x","ts_ms":5},"op":"c","ts_ms":7}\n{"before":{"id":1,"s":"abc"},"after":{"id":1,"s":"a longer text than twelve","p":"1.5","ts":"2024-01-01 00:00:00","b":true},"op":"u"}\n{"before":{"id":1},"after":null,"op":"d"}\n{"after":{},"op":"r"}\n',
           b'\x04{"schema":{"a":[1]},"payload":{"before":null,"after":{"id":1,"s":"\\u0041"},"op":"c","source":null}}\x1e{"payload":null}\x1e\x1e{\n"payload":{"before":{"id":2,\n"s":"x\ny"},"op":"d"}}\n\x1e{"payload":{"op":"x"}}',
           b'\x01{"data":[{"id":"1","s":"x"},{"id":"2","s":null}],"database":"db","table":"t","old":[{"s":"y"},{"id":null}],"type":"UPDATE","ts":1,"es":2}\n{"data":[{"id":"1"}],"database":"db","table":"t","type":"DELETE"}\n{"data":null,"database":"d","table":"t","type":"CREATE"}\n{"data":[],"database":"x","type":"INSERT"}\n',
           b'\x09{"database":"db","table":"t","data":[{"id":"1"},5],"type":"INSERT"}\x1e{"table":"t","type":"INSERT"}\x1e{"database":"db","table":"t","data":{},"type":"INSERT"}',
           b'\x12{"database":"d","table":"t","type":"update","ts":1596684883,"data":{"id":1,"s":"a longer text than twelve","d":2},"old":{"s":null}}\n{"type":"insert","data":{"id":3}}\n{"type":"delete","data":{"id":"x"}}\n{"type":"update","data":{"id":1},"old":{"id":{}}}\n',
           b'\x23{"table":"T","op_type":"U","op_ts":"2020-05-13 15:40:06.000000","current_ts":"2020-05-13T15:40:07.001234","before":{"id":1},"after":{"id":2,"b":"true"}}\n{"op_type":"I","after":{"id":1}}\n{"op_type":"D","before":{"id":1}}\n{"op_type":"T"}\n']
CSV = [b"\x00\x051,abc,1.5,2.345,2024-01-01 00:00:00,2024-01-01 00:00:00Z,2024-01-01,true,YWJj,7\n2,\"a,\"\"b\"\"\n c\",,,,,,,,\n",
       b"\x01\x11x,y\n1,a,b,c,d,e,f,g,h,i\n1,a,1e5,1E-7,2024-01-01 00:00:00.5,2024-01-01 00:00:00.123456789Z,2024-02-30,TRUE,x,99999\n\n",
       b"\x06\x21# comment\n1,null,null,,,,,,,\n 2 , b ,NaN,-Infinity,,,,false,,\n", b"\x18\x071;a\\;b;1;2;;;;;;\n\"q\";\"\"\n",
       b"\x20\x311,'it''s',1,2,,,,,,\n", b"\x40\x021,\"a,2,3\n"]
EVIDENCE = b"weir1 uuid=%s fence=12 instance=0123456789abcdef checkpoint=34 digest=%s" % (b"0123456789abcdef" * 2, b"fedcba9876543210" * 2)
KAFKA = [b"\x00\x01\x07\x00\x00\x00", b"\x00\x01\x87\x02\x88\x02\x05\x07abcdefgh", b"\x00topic-a-12", b"\x01" + EVIDENCE, b"\x02\x0f\x00\x03\x00\x00\x01\x02\x03\x04\x05\x06\x03key\x05value\x02\x01\x03abc",
         b"\x03\x02\x01a\x03bcd", b"\x04\x06\x02\x00\x03abc\x03\x03\x00\x01a\x01b", b"\x04WEIRBOX1\x01\x00\x00\x00abcdx", b"\x04\x01\x0coutbox-7-0-0\x10\x00\x00\x00\x00\x00\x00\x00" + b"d" * 16,
         b"\x05partition:0,offset:42;partition:1,offset:300", b"\x06partition:2147483648,offset:9223372036854775808;", b"\x05partition:,offset:1,",
         b"\x07org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"p\\\"w\";", b"\x07org.x.ScramLoginModule required\n username='a' password=b keyTab=\"/k\" serviceName = kafka ;",
         b"\x07org.x.OAuthBearerLoginModule required;"]
TYPES = {"s": 0, "c": 4, "x": 5, "b": 6, "t": 7, "m": 8, "i": 9, "l": 11, "f": 12, "d": 13, "p": 14, "w": 15, "D": 16, "T": 17, "S": 18, "N": 19, "Z": 20, "Y": 21, "I": 22, "U": 23}
SYMBOLS = "YEAR QUARTER MONTH WEEK DAY HOUR MINUTE SECOND".split()
# type letter and text of each argument, "|" between them
CALLS = """abs:i-5 abs:p-1.50 ceil:p1.5 ceil:S2024-05-06 07:08:09|UDAY floor:d1.5 floor:S2024-05-06 07:08:09|UMONTH extract:UYEAR|S2024-05-06 07:08:09
extract:UWEEK|D2024-12-30 date_format:S2024-05-06 07:08:09|syyyy-MM-dd HH:mm:ss.SSS EEE date_format:s2024-05-06 07:08:09|sG yy MMM a
to_timestamp:s2024-05-06 07:08|syyyy-MM-dd HH:mm to_timestamp:s2024-05-06 07:08:09 to_date:s2024-05-06 to_timestamp_ltz:l1700000000|i0
to_timestamp_ltz:l1700000000123|i3 from_unixtime:l44|syyyy unix_timestamp:s2024-05-06 07:08:09 convert_tz:s2024-05-06 07:08:09|sUTC|sAsia/Tokyo
timestampadd:UDAY|i5|S2024-05-06 07:08:09 timestampdiff:UHOUR|S2024-05-06 07:08:09|S2024-05-07 07:08:09 op_like:sabc|sa% op_like:sa%c|sa\\%_|s\\ op_similar_to:sabc|s[a-c]+
regexp:sabc|s^a.*c$ regexp_extract:sfoo-bar|s(\\w+)-(\\w+)|i2 regexp_replace:sabab|sb|sX regexp_replace:saXb|s(a)|s$1$1 like:sabc|s%b% lpad:sab|i5|sxy rpad:sab|i5|sxy
substring:sabcdef|i2|i3 substr:sabc|i-2 overlay:sabcdef|sXX|i2|i3 position:sb|sabc locate:sb|sabcb|i3 instr:sabc|sc left:sabc|i2 right:sabc|i2 repeat:sab|i3
replace:sabcb|sb|sX reverse:sabc translate:sabc|sab|sxy split_index:sa,b,c|s,|i1 str_to_map:sa=1 initcap:shello world upper:sabc lower:sABC trim:UBOTH|sx|sxabx ltrim:s  a rtrim:sa
ascii:sa chr:i65 bin:l5 hex:l255 hex:sabc unhex:s4142 encode:sabc|sUTF-8 decode:xabc|sUTF-8 from_base64:sYWJj to_base64:sabc md5:sabc sha1:sabc sha2:sabc|i256 parse_url:shttp://a.b/c?d=e#f|sQUERY|sd
url_encode:sa b url_decode:sa+b json_value:s{"a":1}|s$.a printf:s%d|i1 round:p1.555|i1 round:d1.555|i2 truncate:d1.55|i1 power:d2|d3 sqrt:d2 exp:d1 ln:d2 log:d2|d8 log10:d100
mod:i7|i3 sign:d-2 op_plus:i1|i2 op_plus:p1.5|w2.25 op_subtract:D2024-01-01|Y3 op_plus:S2024-01-01 00:00:00|I1000 op_multiply:w1.5|w2.5 op_divide:p1|p3 op_equal:sa|sb op_less:p1|i2
coalesce:s|sb if:b1|i1|i2 greatest:i1|i2|i3 least:sa|sb concat:sa|sb concat_ws:s,|sa|sb elt:i1|sa|sb is_digit:s12 is_decimal:s1.5 to_date:s2024|syyyy dayofweek:D2024-01-01 quarter:D2024-01-01""".split()
CASTS = "s12|9 s1.5|14 s2024-01-01 10:20:30.123456789|19 strue|6 d1e300|0 d1.5|14 w12345678901234567890.123|13 S2024-01-01 00:00:00|0 S2024-01-01 00:00:00|20 l5|18 D2024-01-01|18 xabc|0 f1e10|11 i300|7 T10:20:30|0 Z2024-01-01 00:00:00|18".replace(" 10:", "~10:").replace(" 00:", "~00:").split()


def text_of(words):
    """The words of CALLS, where an argument may hold blanks: a word without ':' goes on with the one before it."""
    out = []
    for word in words:
        if re.match(r"^[a-z]\w*:", word):
            out.append(word)
        elif out:
            out[-1] += " " + word
    return out


def literal(text):
    payload = text[1:].encode()
    if text[0] == "U":
        payload = bytes([SYMBOLS.index(text[1:])]) if text[1:] in SYMBOLS else b"\x12"
    return bytes([TYPES[text[0]], min(len(payload), 255)]) + payload[:255]


def programs():
    with open(os.path.join(ROOT, "src/builtin/functions.def")) as file:
        names = re.findall(r"^WEIR_FUNCTION\((\w+)\)", file.read(), re.M)
    for each in text_of(CALLS):
        name, arguments = each.split(":", 1)
        parts = arguments.split("|")
        if name in names and all(part and part[0] in TYPES for part in parts):
            yield b"".join(map(literal, parts)) + bytes([128 + len(parts), names.index(name)])
    for index in range(len(names)):  # every function once with texts and once with numbers
        yield literal("sabc") + literal("s2024-01-01 00:00:00") + literal("i2") + bytes([128 + 1 + index % 3, index])
    for each in CASTS:
        value, target = each.replace("~", " ").rsplit("|", 1)
        yield literal(value) + bytes([240, int(target)])
        yield literal(value) + bytes([241, int(target)])


def kafka_answers():
    """The answers of the unit test, without their first four bytes."""
    with open(os.path.join(ROOT, "tests/unit/connect/test_kafka_wire.c")) as file:
        frames = re.findall(r"^static const char \w+_frame\[\] = ((?:\s*\"[^\n]*\")+);", file.read(), re.M)
    for text in frames:
        pieces = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
        data = re.sub(r"\\(x[0-9a-f]{2}|0)", lambda m: chr(int(m.group(1)[1:] or "0", 16)), pieces).encode("latin-1")
        for which in range(13):
            yield bytes([which]) + data[4:]


def from_job(weir, seeds):
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "job.sql")
        with open(script, "w") as file:
            file.write("SET 'execution.checkpointing.dir' = '%s/chk';\n" % folder +
                       "CREATE TABLE s (id INT, k STRING, v DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '%s/in.json', 'format' = 'json');\n" % folder +
                       "CREATE TABLE o (k STRING, n BIGINT, s DECIMAL(38, 2), m STRING) WITH ('connector' = 'print');\n"
                       "INSERT INTO o SELECT k, COUNT(DISTINCT id), SUM(v), MAX(k) FROM s GROUP BY k;\n")
        with open(os.path.join(folder, "in.json"), "w") as file:
            for i in range(12):
                file.write('{"id":%d,"k":"%s","v":%d.25,"ts":"2024-01-01 00:00:%02d"}\n' % (i, "k%d" % (i % 3) + "long" * (i % 3 * 5), i, i))
        subprocess.run([weir, "run", "--quiet", script], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for path in sorted(glob.glob(folder + "/chk/*/*")):
            name = os.path.basename(path)
            with open(path, "rb") as file:
                content = file.read()
            if name.startswith("MANIFEST-"):
                seeds["fuzz_manifest"].append(content)
            elif name.startswith("state-"):
                seeds["fuzz_state"] += [content, content + b"\x01"]
                seeds["fuzz_state"].append(content[:-1] + bytes([content[-1] | 1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("directory")
    parser.add_argument("--weir", help="program that makes state files and manifests")
    options = parser.parse_args()
    scripts = [TABLE + query + ";\n" for query in QUERIES]
    for path in sorted(glob.glob(ROOT + "/tests/sql/*/*.sql"))[::6]:
        with open(path, "rb") as file:
            text = file.read()
        if len(text) < 2500:
            scripts.append(text.decode(errors="replace"))
    seeds = {
        "fuzz_parse": [text.encode() for text in scripts] + [query.encode() for query in QUERIES] + [
            b"a + b * (c - 1) / d || 'x' IS NOT NULL AND NOT f(a, b) OR x BETWEEN 1 AND 2", b"ROW<a INT, b ARRAY<STRING>, c MAP<INT, DECIMAL(3,1)>> NOT NULL",
            b"CASE a WHEN 1 THEN 2 ELSE 3 END", b"INTERVAL '1-2' YEAR TO MONTH", b"CAST(`a``b` AS TIMESTAMP(3) WITH LOCAL TIME ZONE)", b"TRIM(LEADING 'x' FROM y)"],
        "fuzz_script": [text.encode() for text in scripts],
        "fuzz_json": JSON, "fuzz_changelog": CHANGES, "fuzz_csv": CSV, "fuzz_options": [text.encode() for text in OPTIONS],
        "fuzz_functions": list(programs()), "fuzz_kafka_wire": list(kafka_answers()) + [b"\x07r=rx,s=YQ==,i=40v=YQ=="], "fuzz_kafka": KAFKA, "fuzz_manifest": [], "fuzz_state": []}
    if options.weir:
        from_job(os.path.abspath(options.weir), seeds)
    for target, contents in seeds.items():
        os.makedirs(os.path.join(options.directory, target), exist_ok=True)
        for number, content in enumerate(contents):
            with open(os.path.join(options.directory, target, "seed-%d" % number), "wb") as file:
                file.write(content)


if __name__ == "__main__":
    main()
