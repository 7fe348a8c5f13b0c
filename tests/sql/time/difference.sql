-- Differences of times as intervals.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, (ts - TIMESTAMP '2024-01-01 00:00:00') DAY TO SECOND, (TIMESTAMP '2024-01-01 00:00:00' - ts) HOUR TO SECOND, (d - DATE '2024-01-01') DAY FROM times WHERE id IN (1, 2, 4, 5, 9, 10);
