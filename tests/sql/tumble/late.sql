-- order: any
-- Late rows are dropped: a watermark counts from the row after it.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (
  k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
SELECT window_start, window_end, k, COUNT(*), SUM(v), MIN(v), MAX(v)
FROM TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;
