-- A sink's column type casts the query's: numbers widen and narrow, strings pass.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (a BIGINT, b DOUBLE, c DECIMAL(20, 4), d INT, e VARCHAR(100)) WITH ('connector' = 'print');
INSERT INTO sink SELECT ti, si, i, CAST(ti AS SMALLINT), CAST(m AS STRING) FROM numbers;
