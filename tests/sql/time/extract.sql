-- EXTRACT of every unit, and the functions of the same names.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, EXTRACT(YEAR FROM ts), EXTRACT(QUARTER FROM ts), EXTRACT(MONTH FROM ts), EXTRACT(WEEK FROM ts), EXTRACT(DAY FROM ts), EXTRACT(DOY FROM ts), EXTRACT(DOW FROM ts), EXTRACT(HOUR FROM ts), EXTRACT(MINUTE FROM ts), EXTRACT(SECOND FROM ts) FROM times WHERE ts IS NULL OR ts >= TIMESTAMP '1970-01-01 00:00:00';
