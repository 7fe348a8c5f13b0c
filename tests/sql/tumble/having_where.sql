-- order: any
-- WHERE before and HAVING after the window.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 STRING, c3 BIGINT, c4 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, u, COUNT(*) AS n, SUM(ms) AS s FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND))
WHERE page <> '/buy' AND ms IS NOT NULL GROUP BY window_start, window_end, u HAVING COUNT(*) > 1 AND SUM(ms) > 50;
