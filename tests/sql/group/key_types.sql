-- Keys of every kind: decimal, timestamp, boolean, double, date.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT d, COUNT(*) FROM times GROUP BY d;
SELECT ts, t, COUNT(*) FROM times GROUP BY ts, t;
SELECT q, COUNT(*) FROM pairs GROUP BY q;
SELECT y, COUNT(*) FROM pairs GROUP BY y;
