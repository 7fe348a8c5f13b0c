-- Integer arithmetic by type; results wrap like Java's.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, ti + ti, ti - 1, ti * ti, -ti, si + si, si * 2, i + 1, i - 1, i * 2, -i, bi + 1, bi - 1, bi * 2, -bi FROM numbers;
