-- Intervals added to and taken from times.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, ts + INTERVAL '1' DAY, ts - INTERVAL '1' SECOND, ts + INTERVAL '1' MONTH, ts - INTERVAL '1' YEAR, ts + INTERVAL '01:30' HOUR TO MINUTE, d + INTERVAL '1' DAY, d - INTERVAL '1' MONTH, d + INTERVAL '2' YEAR, t + INTERVAL '12' HOUR, t - INTERVAL '1' MINUTE, ts + INTERVAL '0.5' SECOND, INTERVAL '1' HOUR + ts FROM times WHERE id NOT IN (7, 8);
