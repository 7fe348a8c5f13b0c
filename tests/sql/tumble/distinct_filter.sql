-- order: any
-- DISTINCT and FILTER inside windows.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 BIGINT, c3 BIGINT, c4 INT, c5 BIGINT, c6 DECIMAL(6, 2), c7 BIGINT, c8 STRING, c9 TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(DISTINCT u), COUNT(DISTINCT page), SUM(DISTINCT ms), COUNT(*) FILTER (WHERE page = '/buy'), MAX(cost) FILTER (WHERE u = 'a'), COUNT(DISTINCT page) FILTER (WHERE ms > 20), MIN(page), MAX(ts)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
