-- Flink cuts towards zero, not down: before 1970 a TIMESTAMP's DATE, TIME and lower precision are one later.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, ts, CAST(ts AS DATE), CAST(ts AS TIME), CAST(ts AS TIMESTAMP(0)), CAST(ts AS TIMESTAMP(1)) FROM times WHERE ts < TIMESTAMP '1970-01-01 00:00:00';
