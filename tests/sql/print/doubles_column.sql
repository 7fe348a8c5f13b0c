-- DOUBLE values from a file.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (d DOUBLE, a DOUBLE, b DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT d, d / 3, d * 1E-7 FROM numbers;
