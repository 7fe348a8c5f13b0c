-- MIN and MAX over every type.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
SELECT MIN(ti), MAX(si), MIN(i), MAX(bi), MIN(m), MAX(n), MIN(d), MAX(f) FROM numbers;
SELECT MIN(d), MAX(d), MIN(t), MAX(t), MIN(ts), MAX(ts) FROM times;
SELECT MIN(a), MAX(a) FROM bools;
