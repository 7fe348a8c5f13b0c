-- A comparison of an expression with itself is replaced before it runs, so NaN equals NaN.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, (x / 0E0) = (x / 0E0), (x / 0E0) <> (x / 0E0), a = a, a > a, a <= a FROM pairs WHERE id IN (1, 6, 8);
