-- DECIMAL to another precision and scale rounds half up; overflow is NULL.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT id, CAST(m AS DECIMAL(10, 1)), CAST(m AS DECIMAL(10, 0)), CAST(m AS DECIMAL(5, 2)), CAST(m AS DECIMAL(20, 5)), CAST(n AS DECIMAL(20, 0)), CAST(n AS DECIMAL(38, 2)) FROM numbers;
