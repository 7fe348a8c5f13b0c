-- ABS and SIGN keep the type.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 TINYINT, c3 SMALLINT, c4 INT, c5 BIGINT, c6 FLOAT, c7 DOUBLE, c8 DECIMAL(10, 2), c9 INT, c10 DOUBLE, c11 DECIMAL(10, 2), c12 FLOAT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, ABS(ti), ABS(si), ABS(i), ABS(bi), ABS(f), ABS(d), ABS(m), SIGN(i), SIGN(d), SIGN(m), SIGN(f) FROM numbers;
