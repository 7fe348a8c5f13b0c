-- DECIMAL to another precision and scale rounds half up; overflow is NULL.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DECIMAL(10, 1), c3 DECIMAL(10, 0), c4 DECIMAL(5, 2), c5 DECIMAL(20, 5), c6 DECIMAL(20, 0), c7 DECIMAL(38, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(m AS DECIMAL(10, 1)), CAST(m AS DECIMAL(10, 0)), CAST(m AS DECIMAL(5, 2)), CAST(m AS DECIMAL(20, 5)), CAST(n AS DECIMAL(20, 0)), CAST(n AS DECIMAL(38, 2)) FROM numbers;
