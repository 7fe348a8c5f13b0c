-- NULL with anything is NULL.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 INT, c4 DOUBLE, c5 DECIMAL(19, 13), c6 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, a + b, a * CAST(NULL AS INT), x - CAST(NULL AS DOUBLE), p / CAST(NULL AS INT), -CAST(NULL AS INT) FROM pairs WHERE a IS NULL OR b IS NULL;
