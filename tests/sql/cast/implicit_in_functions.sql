-- Arguments that are cast by themselves.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, UPPER(CAST(a AS STRING)), CONCAT('n', CAST(a AS STRING)), CONCAT_WS('-', CAST(a AS STRING), CAST(b AS STRING)), ABS(a), POWER(a, 2), SQRT(ABS(p)) FROM pairs;
