-- SUM and AVG of DECIMAL with scale and NULLs.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 BOOLEAN, c2 DECIMAL(38, 2), c3 DECIMAL(38, 6), c4 DECIMAL(38, 1), c5 DECIMAL(38, 6), c6 DECIMAL(38, 3), c7 DECIMAL(8, 2), c8 DECIMAL(4, 1)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id > 5, SUM(p), AVG(p), SUM(q), AVG(q), SUM(p * q), MIN(p), MAX(q) FROM pairs GROUP BY id > 5;
