-- FLOOR and CEIL of DATE and TIME.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DATE, c3 DATE, c4 DATE, c5 DATE, c6 DATE, c7 TIME(0), c8 TIME(0), c9 TIME(0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, FLOOR(d TO MONTH), FLOOR(d TO YEAR), CEIL(d TO MONTH), CEIL(d TO YEAR), FLOOR(d TO DAY), FLOOR(t TO HOUR), CEIL(t TO MINUTE), FLOOR(t TO MINUTE) FROM times WHERE id NOT IN (3, 7, 8);
