-- DOUBLE arithmetic follows IEEE, division by zero too.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, x + y, x - y, x * y, x / y, -x, x / 0, 0 / x, x / (y - y) FROM pairs;
