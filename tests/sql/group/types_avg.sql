-- AVG by type.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
SELECT AVG(ti), AVG(si), AVG(i), AVG(bi), AVG(m) FROM numbers WHERE id NOT IN (2, 3);
