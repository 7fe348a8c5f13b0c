-- order: any
-- A group for every row, then none.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, n BIGINT, m DECIMAL(38, 2), k STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, COUNT(*), SUM(m), MAX(k) FROM many GROUP BY id;
