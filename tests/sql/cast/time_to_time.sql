-- Between DATE, TIME and TIMESTAMP.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, CAST(ts AS DATE), CAST(ts AS TIME), CAST(d AS TIMESTAMP(3)), CAST(ts AS TIMESTAMP(0)), CAST(ts AS TIMESTAMP(1)), CAST(ts AS TIMESTAMP(9)), CAST(ts AS TIMESTAMP_LTZ(3)), CAST(CAST(ts AS TIMESTAMP_LTZ(3)) AS TIMESTAMP(3)) FROM times WHERE ts IS NULL OR ts >= TIMESTAMP '1970-01-01 00:00:00';
