-- Units of a day before 1970.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, ts, EXTRACT(YEAR FROM ts), EXTRACT(DAY FROM ts), EXTRACT(HOUR FROM ts), EXTRACT(MINUTE FROM ts), EXTRACT(SECOND FROM ts), EXTRACT(MILLISECOND FROM ts), FLOOR(ts TO HOUR), FLOOR(ts TO DAY), FLOOR(ts TO MONTH), CEIL(ts TO DAY), DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm:ss.SSS'), EXTRACT(EPOCH FROM ts) FROM times WHERE ts < TIMESTAMP '1970-01-01 00:00:00';
