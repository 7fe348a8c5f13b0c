-- Integer division cuts towards zero; the sign of % is the dividend's.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, a / b, a % b, MOD(a, b), -a / b, a / -b, (a * 1.0) / b FROM pairs WHERE b <> 0;
