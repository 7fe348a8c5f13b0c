-- order: any
-- TUMBLE by a key, NULL included; nothing is late.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
SELECT window_start, u, COUNT(*), SUM(ms), SUM(cost), AVG(ms)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, u;
