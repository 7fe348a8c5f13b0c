-- DOUBLE arithmetic follows IEEE, division by zero too.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DOUBLE, c3 DOUBLE, c4 DOUBLE, c5 DOUBLE, c6 DOUBLE, c7 DOUBLE, c8 DOUBLE, c9 DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, x + y, x - y, x * y, x / y, -x, x / 0, 0 / x, x / (y - y) FROM pairs;
