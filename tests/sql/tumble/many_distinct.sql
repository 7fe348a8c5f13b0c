-- order: any
-- COUNT(DISTINCT), FILTER and DISTINCT with FILTER over many rows.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), a BIGINT, b BIGINT, c BIGINT, d BIGINT, e BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(DISTINCT k), COUNT(DISTINCT v), COUNT(DISTINCT v) FILTER (WHERE k = 'a'), COUNT(*) FILTER (WHERE v IS NULL), SUM(DISTINCT v / 100) FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '4' MINUTE)) GROUP BY window_start, window_end;
