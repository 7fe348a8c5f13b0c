-- Dates and times as text.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 VARCHAR(10), c7 CHAR(12)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(d AS STRING), CAST(t AS STRING), CAST(ts AS STRING), CAST(CAST(ts AS TIMESTAMP(6)) AS STRING), CAST(ts AS VARCHAR(10)), CAST(d AS CHAR(12)) FROM times;
