-- order: any
-- HAVING and WHERE with HOP.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (ws TIMESTAMP(3), page STRING, n BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, page, COUNT(*) FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '1' MINUTE)) WHERE ms > 0 GROUP BY window_start, window_end, page HAVING COUNT(*) >= 8;
