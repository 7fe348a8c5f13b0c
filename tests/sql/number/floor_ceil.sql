-- FLOOR and CEIL over types.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, FLOOR(x), CEIL(x), FLOOR(p), CEIL(p), FLOOR(a), CEIL(q), CEILING(x), FLOOR(-x), CEIL(-p) FROM pairs;
