-- GREATEST and LEAST are NULL when an argument is.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, GREATEST(a, b), LEAST(a, b), GREATEST(a, b, 3), LEAST(x, y, 0E0), LEAST(x, 5E0), GREATEST('b', 'a', 'c'), LEAST(DATE '2024-01-01', DATE '2023-12-31'), GREATEST(1, CAST(NULL AS INT)) FROM pairs;
