-- DECIMAL remainder.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DECIMAL(5, 2), c3 DECIMAL(8, 2), c4 DECIMAL(2, 1), c5 DECIMAL(5, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, p % q, MOD(p, 3), MOD(q, 0.7), MOD(-p, q) FROM pairs;
