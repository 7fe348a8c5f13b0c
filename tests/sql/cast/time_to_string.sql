-- Dates and times as text.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, CAST(d AS STRING), CAST(t AS STRING), CAST(ts AS STRING), CAST(CAST(ts AS TIMESTAMP(6)) AS STRING), CAST(ts AS VARCHAR(10)), CAST(d AS CHAR(12)) FROM times;
