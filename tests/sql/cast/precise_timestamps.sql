-- Timestamps with nine digits lose digits by cutting.
CREATE TABLE precise (id INT, t TIME(0), ts TIMESTAMP(9))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/precise.jsonl', 'format' = 'json');
SELECT id, ts, CAST(ts AS TIMESTAMP(6)), CAST(ts AS TIMESTAMP(3)), CAST(ts AS TIMESTAMP(0)), CAST(ts AS STRING), CAST(ts AS TIMESTAMP(4)) FROM precise WHERE id <> 3;
CREATE TABLE sink (id INT, a TIMESTAMP(9), b TIMESTAMP(6), c TIMESTAMP(3), d TIMESTAMP(0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, ts, ts, ts, ts FROM precise WHERE id <> 3;
