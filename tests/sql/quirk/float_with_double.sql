-- FLOAT with DOUBLE is FLOAT.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT id, f + d AS a, f * 2.5E0 AS b, d / f AS c FROM numbers;
DESCRIBE v;
SELECT * FROM v WHERE id <> 4 AND id <> 1;
