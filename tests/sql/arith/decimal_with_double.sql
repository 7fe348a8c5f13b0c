-- DECIMAL with DOUBLE is DOUBLE.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DOUBLE, c3 DOUBLE, c4 DOUBLE, c5 DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, p + x, p * x, x / q, p + CAST(1.5 AS FLOAT) FROM pairs WHERE id <> 3 AND id <> 8;
