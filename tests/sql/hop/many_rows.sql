-- order: any
-- Sliding windows over several batches, all kinds of aggregates.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), k STRING, n BIGINT, mi INT, ma INT, a DECIMAL(38, 6), d BIGINT, t STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, k, COUNT(v), MIN(v), MAX(v), AVG(m), COUNT(DISTINCT v), MAX(k || '!') FROM TABLE(HOP(TABLE many, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTE)) GROUP BY window_start, window_end, k;
