-- FLOAT stays FLOAT with FLOAT and is DOUBLE with DOUBLE.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, a FLOAT, b FLOAT, c FLOAT, d DOUBLE, e DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, f + f, f * f, f / 3, f + d, f * 2.5E0 FROM numbers;
