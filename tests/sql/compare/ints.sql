-- Comparison of integers of different types.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, a = b, a <> b, a < b, a <= b, a > b, a >= b, a = CAST(b AS BIGINT), a > 2.5, 7 <> a FROM pairs;
