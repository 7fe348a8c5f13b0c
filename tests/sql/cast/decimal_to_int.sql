-- DECIMAL to integers cuts the fraction.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, CAST(p AS INT), CAST(p AS BIGINT), CAST(p AS TINYINT), CAST(q AS SMALLINT), CAST(p AS DOUBLE), CAST(p AS FLOAT) FROM pairs;
