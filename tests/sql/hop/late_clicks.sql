-- order: any
-- Late rows in a longer stream.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 STRING, c3 BIGINT, c4 BIGINT, c5 DECIMAL(38, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, u, COUNT(*), COUNT(DISTINCT page), SUM(cost)
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end, u;
