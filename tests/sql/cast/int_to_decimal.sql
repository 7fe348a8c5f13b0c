-- Integers to DECIMAL; NULL where they do not fit.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, CAST(ti AS DECIMAL(3, 0)), CAST(si AS DECIMAL(4, 0)), CAST(i AS DECIMAL(10, 2)), CAST(i AS DECIMAL(12, 2)), CAST(bi AS DECIMAL(19, 0)), CAST(bi AS DECIMAL(20, 2)), CAST(ti AS DECIMAL(5, 4)) FROM numbers;
