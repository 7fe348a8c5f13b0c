-- FLOAT and DOUBLE to integers cut the fraction; too large values.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, CAST(d AS INT), CAST(d AS BIGINT), CAST(f AS INT), CAST(f AS BIGINT), CAST(d AS SMALLINT), CAST(d AS TINYINT), CAST(f AS TINYINT) FROM numbers;
