-- DECIMAL addition and subtraction with different scales.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DECIMAL(9, 2), c3 DECIMAL(9, 2), c4 DECIMAL(9, 2), c5 DECIMAL(13, 2), c6 DECIMAL(10, 3), c7 DECIMAL(8, 2), c8 DECIMAL(13, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, p + q, p - q, q - p, p + 1, p - 0.005, -p, p + a FROM pairs;
