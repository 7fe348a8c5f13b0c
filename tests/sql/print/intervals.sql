-- Intervals in a SELECT.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, (ts - TIMESTAMP '2024-01-01 00:00:00') DAY TO SECOND, INTERVAL '3' MONTH FROM times WHERE id IN (1, 9);
