-- A branch that is not taken is not computed.
CREATE TABLE pairs (id INT, a INT, b INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, CASE WHEN b = 0 THEN -1 ELSE a / b END, CASE WHEN b <> 0 AND a / b > 1 THEN 'big' ELSE 'small' END, COALESCE(CASE WHEN b = 0 THEN 0 END, a / b) FROM pairs WHERE b IS NOT NULL AND a IS NOT NULL;
