-- A watermark equal to the time itself: every row before the latest is at risk.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
