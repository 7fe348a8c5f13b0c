-- A string literal compared with a time value is read as one.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, d > '2000-01-01', t = '06:00:00', ts > '2023-06-01 00:00:00' FROM times;
