-- Comparison of integers of different types.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN, c8 BOOLEAN, c9 BOOLEAN, c10 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, a = b, a <> b, a < b, a <= b, a > b, a >= b, a = CAST(b AS BIGINT), a > 2.5, 7 <> a FROM pairs;
