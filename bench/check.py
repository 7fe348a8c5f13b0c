#!/usr/bin/env python3
"""Measures `weir check` on a long script: tables, views and INSERTs, --lines of them. Best and median of --repeat runs.

    bench/check.py [--weir build/release/weir] [--lines 1000] [--repeat 20]
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def script(lines):
    """Blocks of 18 lines, each a table, a view and two INSERTs with windows, CASE, casts and functions."""
    out = ["CREATE TABLE sink (k STRING, w TIMESTAMP(3), n BIGINT, total DECIMAL(38, 2)) WITH ('connector' = 'blackhole');"]
    block = 0
    while len(out) < lines:
        block += 1
        out += f"""CREATE TABLE orders_{block} (
  id BIGINT, customer STRING, item STRING, quantity INT, price DECIMAL(10, 2), note STRING,
  total AS CAST(quantity AS DECIMAL(10, 0)) * price,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'datagen', 'rows-per-second' = '10', 'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '100');
CREATE VIEW large_{block} AS
SELECT id, UPPER(TRIM(customer)) AS customer, total, ts,
  CASE WHEN total > 100 AND note LIKE 'urgent%' THEN 'A' WHEN quantity BETWEEN 5 AND 10 THEN 'B' ELSE 'C' END AS class
FROM orders_{block}
WHERE COALESCE(quantity, 0) > 1 AND item NOT IN ('none', 'test') AND CHAR_LENGTH(note) < 100;
INSERT INTO sink
SELECT customer, window_start, COUNT(*), SUM(total)
FROM TUMBLE(TABLE large_{block}, DESCRIPTOR(ts), INTERVAL '1' MINUTE)
GROUP BY customer, window_start, window_end;
INSERT INTO sink
SELECT class || '-' || SUBSTRING(customer, 1, 3), FLOOR(ts TO HOUR), id, total FROM large_{block} WHERE EXTRACT(HOUR FROM ts) < 12;""".split("\n")
    return "\n".join(out) + "\n", len(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weir", default=os.path.join(ROOT, "build", "release", "weir"))
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=20)
    arguments = parser.parse_args()
    text, lines = script(arguments.lines)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "long.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        times = []
        for _ in range(arguments.repeat):
            begin = time.perf_counter()
            subprocess.run([arguments.weir, "check", path], check=True, stdout=subprocess.DEVNULL)
            times.append((time.perf_counter() - begin) * 1000)
    print(f"{lines} lines, {len(text)} bytes: best {min(times):.1f} ms, median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
