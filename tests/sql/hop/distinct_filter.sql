-- DISTINCT and FILTER in sliding windows.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (
  k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 BIGINT, c3 BIGINT, c4 BIGINT, c5 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(DISTINCT k), COUNT(DISTINCT v), COUNT(*) FILTER (WHERE v > 5), MAX(k)
FROM TABLE(HOP(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
