-- NULL with anything is NULL.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, a + b, a * CAST(NULL AS INT), x - CAST(NULL AS DOUBLE), p / CAST(NULL AS INT), -CAST(NULL AS INT) FROM pairs WHERE a IS NULL OR b IS NULL;
