-- SUM and AVG of DECIMAL with scale and NULLs.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id > 5, SUM(p), AVG(p), SUM(q), AVG(q), SUM(p * q), MIN(p), MAX(q) FROM pairs GROUP BY id > 5;
