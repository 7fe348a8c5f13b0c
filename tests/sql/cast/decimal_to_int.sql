-- DECIMAL to integers cuts the fraction.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 BIGINT, c4 TINYINT, c5 SMALLINT, c6 DOUBLE, c7 FLOAT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(p AS INT), CAST(p AS BIGINT), CAST(p AS TINYINT), CAST(q AS SMALLINT), CAST(p AS DOUBLE), CAST(p AS FLOAT) FROM pairs;
