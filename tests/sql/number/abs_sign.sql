-- ABS and SIGN keep the type.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, ABS(ti), ABS(si), ABS(i), ABS(bi), ABS(f), ABS(d), ABS(m), SIGN(i), SIGN(d), SIGN(m), SIGN(f) FROM numbers;
