-- order: any
-- Rows that a filter drops still move the watermark; late rows are dropped.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
CREATE VIEW only_a AS SELECT k, v, ts FROM late WHERE k = 'a';
SELECT window_start, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE only_a, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end;
