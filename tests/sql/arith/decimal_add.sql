-- DECIMAL addition and subtraction with different scales.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, p + q, p - q, q - p, p + 1, p - 0.005, -p, p + a FROM pairs;
