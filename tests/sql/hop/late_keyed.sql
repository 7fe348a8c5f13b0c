-- order: any
-- Late rows by key.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (
  k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
SELECT window_start, k, COUNT(*), SUM(v), MIN(v), MAX(v)
FROM TABLE(HOP(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) GROUP BY window_start, window_end, k;
