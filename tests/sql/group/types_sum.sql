-- SUM and AVG by type, with wrapping.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TINYINT, c2 SMALLINT, c3 INT, c4 BIGINT, c5 DECIMAL(38, 2), c6 DECIMAL(38, 0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT SUM(ti), SUM(si), SUM(i), SUM(bi), SUM(m), SUM(n) FROM numbers;
