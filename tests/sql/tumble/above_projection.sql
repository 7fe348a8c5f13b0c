-- order: any
-- Expressions over window results and a filter above.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (w STRING, u STRING, mean DOUBLE, secs BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT DATE_FORMAT(window_start, 'HH:mm:ss'), COALESCE(u, '-'), CAST(s AS DOUBLE) / n, TIMESTAMPDIFF(SECOND, window_start, window_end) FROM (
  SELECT window_start, window_end, u, SUM(ms) AS s, COUNT(ms) AS n FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, u) WHERE n > 0;
