-- A branch that is not taken is not evaluated.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, CASE WHEN b = 0 THEN -1 ELSE a / b END, CASE WHEN a = 0 THEN NULL ELSE 100 / a END, IF(a = 0, 0, 7 / a), COALESCE(NULLIF(a, 0), 1) FROM pairs;
