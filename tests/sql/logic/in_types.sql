-- IN over strings, decimals, doubles and dates.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, p IN (7.5, 100, 0.01), x IN (7, 0.5, 1E10) FROM pairs;
SELECT id, s IN ('hello', '', 'NULL', '日本語テキスト'), s NOT IN ('hello', 'x') FROM strings;
SELECT id, d IN (DATE '1970-01-01', DATE '2024-02-29'), ts NOT IN (TIMESTAMP '1970-01-01 00:00:00') FROM times;
