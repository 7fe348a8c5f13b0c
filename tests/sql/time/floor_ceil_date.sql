-- FLOOR and CEIL of DATE and TIME.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT id, FLOOR(d TO MONTH), FLOOR(d TO YEAR), CEIL(d TO MONTH), CEIL(d TO YEAR), FLOOR(d TO DAY), FLOOR(t TO HOUR), CEIL(t TO MINUTE), FLOOR(t TO MINUTE) FROM times WHERE id NOT IN (3, 7, 8);
