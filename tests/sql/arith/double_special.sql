-- Infinity and NaN: printed and compared.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
SELECT id, x / 0E0, -x / 0E0, 0E0 * (x / 0E0), (x / 0E0) > 1E300, 0E0 / (x - x) FROM pairs;
