-- TIME to TIMESTAMP is that time on 1970-01-01.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 TIMESTAMP(3), c3 TIME(0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(t AS TIMESTAMP(3)), CAST(CAST(t AS TIMESTAMP(0)) AS TIME) FROM times;
