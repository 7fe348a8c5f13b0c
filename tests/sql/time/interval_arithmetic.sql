-- Intervals added to and taken from times.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 TIMESTAMP(3), c3 TIMESTAMP(3), c4 TIMESTAMP(3), c5 TIMESTAMP(3), c6 TIMESTAMP(3), c7 DATE, c8 DATE, c9 DATE, c10 TIME(0), c11 TIME(0), c12 TIMESTAMP(3), c13 TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, ts + INTERVAL '1' DAY, ts - INTERVAL '1' SECOND, ts + INTERVAL '1' MONTH, ts - INTERVAL '1' YEAR, ts + INTERVAL '01:30' HOUR TO MINUTE, d + INTERVAL '1' DAY, d - INTERVAL '1' MONTH, d + INTERVAL '2' YEAR, t + INTERVAL '12' HOUR, t - INTERVAL '1' MINUTE, ts + INTERVAL '0.5' SECOND, INTERVAL '1' HOUR + ts FROM times WHERE id NOT IN (7, 8);
