-- FLOAT as Java prints it.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (f FLOAT, a FLOAT, b FLOAT) WITH ('connector' = 'print');
INSERT INTO sink SELECT f, f / 3, CAST(d AS FLOAT) FROM numbers;
SELECT CAST(0.1 AS FLOAT), CAST(16777217 AS FLOAT), CAST(1E10 AS FLOAT), CAST(1.1754944E-38 AS FLOAT), CAST(0.001 AS FLOAT), CAST(1E-4 AS FLOAT), CAST(3.3 AS FLOAT) * 3, CAST(1.0E7 AS FLOAT), CAST(9999999 AS FLOAT), CAST(1.4E-45 AS FLOAT);
