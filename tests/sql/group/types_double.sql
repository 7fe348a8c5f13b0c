-- SUM, AVG, MIN, MAX of FLOAT and DOUBLE.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 FLOAT, c2 DOUBLE, c3 FLOAT, c4 DOUBLE, c5 FLOAT, c6 DOUBLE, c7 DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT SUM(f), SUM(d), AVG(f), AVG(d), MIN(f), MAX(d), MIN(d) FROM numbers WHERE id NOT IN (2, 3);
