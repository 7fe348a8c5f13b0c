-- A window fires when the watermark reaches its last millisecond, not before.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '0.001' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '1' SECOND)) GROUP BY window_start, window_end;
