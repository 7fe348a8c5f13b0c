-- order: any
-- Several hundred small windows.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), n BIGINT, least INT, most STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(v), MIN(id), MAX(k) FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '3' SECOND)) GROUP BY window_start, window_end;
