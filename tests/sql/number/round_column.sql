-- ROUND over columns.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DOUBLE, c3 DOUBLE, c4 DECIMAL(7, 0), c5 DECIMAL(8, 1), c6 DECIMAL(7, 0), c7 DECIMAL(4, 0), c8 DOUBLE, c9 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, ROUND(x), ROUND(x, 1), ROUND(p), ROUND(p, 1), ROUND(p, -1), ROUND(q), ROUND(x / 3, 4), ROUND(a, -2) FROM pairs;
