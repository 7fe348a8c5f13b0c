-- ROUND over columns.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, ROUND(x), ROUND(x, 1), ROUND(p), ROUND(p, 1), ROUND(p, -1), ROUND(q), ROUND(x / 3, 4), ROUND(a, -2) FROM pairs;
