-- Integers narrow by cutting bits.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, CAST(bi AS INT), CAST(bi AS SMALLINT), CAST(bi AS TINYINT), CAST(i AS SMALLINT), CAST(i AS TINYINT), CAST(si AS TINYINT), CAST(ti AS BIGINT) FROM numbers;
