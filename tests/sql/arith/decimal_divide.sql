-- DECIMAL division: the scale of the result and half-up rounding.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, p / q, q / p, p / 3, 1 / q, p / a, p / 7.0 FROM pairs WHERE (p IS NULL OR p <> 0) AND (a IS NULL OR a <> 0);
