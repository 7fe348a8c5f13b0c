-- The same over columns.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, POWER(x, 2), SQRT(ABS(y)), EXP(y), LN(ABS(b)), LOG10(b * b), POWER(b, 2), SQRT(p * p) FROM pairs WHERE id NOT IN (9);
