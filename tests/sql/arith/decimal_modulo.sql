-- DECIMAL remainder.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, p % q, MOD(p, 3), MOD(q, 0.7), MOD(-p, q) FROM pairs;
