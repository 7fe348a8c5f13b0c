-- TIMESTAMP prints without seconds when they are zero, with 3, 6 or 9 digits.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, d DATE, t TIME, ts TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM times;
SELECT * FROM times;
