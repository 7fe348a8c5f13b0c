-- Doubles near integers, to integer types and DECIMAL.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, CAST(x AS INT), CAST(y AS INT), CAST(x AS DECIMAL(12, 1)), CAST(y AS DECIMAL(6, 3)), CAST(x AS DECIMAL(3, 0)), CAST(x AS FLOAT) FROM pairs;
