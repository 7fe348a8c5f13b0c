-- Numbers as text.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING, c9 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(ti AS STRING), CAST(si AS STRING), CAST(i AS STRING), CAST(bi AS STRING), CAST(f AS STRING), CAST(d AS STRING), CAST(m AS STRING), CAST(n AS STRING) FROM numbers;
