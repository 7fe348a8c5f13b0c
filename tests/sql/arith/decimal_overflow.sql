-- A DECIMAL result that does not fit is NULL.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, a DECIMAL(38, 0), b DECIMAL(38, 0), c DECIMAL(38, 0), d DECIMAL(38, 6), e DECIMAL(38, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, n + n, n * 2, n * n, n / 3, m * n FROM numbers;
