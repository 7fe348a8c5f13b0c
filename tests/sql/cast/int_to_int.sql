-- Integers narrow by cutting bits.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 SMALLINT, c4 TINYINT, c5 SMALLINT, c6 TINYINT, c7 TINYINT, c8 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(bi AS INT), CAST(bi AS SMALLINT), CAST(bi AS TINYINT), CAST(i AS SMALLINT), CAST(i AS TINYINT), CAST(si AS TINYINT), CAST(ti AS BIGINT) FROM numbers;
