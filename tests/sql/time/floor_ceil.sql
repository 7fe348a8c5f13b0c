-- FLOOR and CEIL of timestamps to every unit.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, FLOOR(ts TO SECOND), FLOOR(ts TO MINUTE), FLOOR(ts TO HOUR), FLOOR(ts TO DAY), FLOOR(ts TO MONTH), FLOOR(ts TO YEAR), FLOOR(ts TO QUARTER), FLOOR(ts TO WEEK) FROM times WHERE ts IS NULL OR ts >= TIMESTAMP '1970-01-01 00:00:00';
SELECT id, CEIL(ts TO SECOND), CEIL(ts TO MINUTE), CEIL(ts TO HOUR), CEIL(ts TO DAY), CEIL(ts TO MONTH), CEIL(ts TO YEAR), CEIL(ts TO QUARTER), CEIL(ts TO WEEK) FROM times WHERE ts IS NULL OR ts >= TIMESTAMP '1970-01-01 00:00:00' AND id <> 7;
