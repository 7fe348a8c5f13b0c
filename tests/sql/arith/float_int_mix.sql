-- Integers mixed with FLOAT and DOUBLE.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT id, i + f AS a, bi + f AS b, bi * 1.0E0 AS c, ti / CAST(2 AS FLOAT) AS d, i / 2E0 AS e FROM numbers;
DESCRIBE v;
SELECT * FROM v;
