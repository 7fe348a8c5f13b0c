-- Comparison of dates, times and timestamps.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, d > DATE '2000-01-01', d = DATE '1970-01-01', t < TIME '12:00:00', ts >= TIMESTAMP '1970-01-01 00:00:00', ts = TIMESTAMP '2021-05-05 09:08:00', CAST(d AS TIMESTAMP(3)) < ts, ts BETWEEN TIMESTAMP '2023-01-01 00:00:00' AND TIMESTAMP '2024-12-31 23:59:59' FROM times;
