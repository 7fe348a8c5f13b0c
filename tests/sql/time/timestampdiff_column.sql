-- TIMESTAMPDIFF over columns.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 INT, c4 INT, c5 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, TIMESTAMPDIFF(DAY, d, TIMESTAMP '2024-01-01 00:00:00'), TIMESTAMPDIFF(HOUR, ts, TIMESTAMP '2024-01-01 00:00:00'), TIMESTAMPDIFF(MONTH, ts, TIMESTAMP '2024-01-01 00:00:00'), TIMESTAMPDIFF(YEAR, ts, TIMESTAMP '2024-01-01 00:00:00') FROM times WHERE id NOT IN (7, 8);
