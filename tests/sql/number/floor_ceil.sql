-- FLOOR and CEIL over types.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DOUBLE, c3 DOUBLE, c4 DECIMAL(8, 0), c5 DECIMAL(8, 0), c6 INT, c7 DECIMAL(4, 0), c8 DOUBLE, c9 DOUBLE, c10 DECIMAL(8, 0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, FLOOR(x), CEIL(x), FLOOR(p), CEIL(p), FLOOR(a), CEIL(q), CEILING(x), FLOOR(-x), CEIL(-p) FROM pairs;
