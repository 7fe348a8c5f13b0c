-- order: any
-- TUMBLE by a key, NULL included; nothing is late.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 STRING, c3 BIGINT, c4 INT, c5 DECIMAL(38, 2), c6 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, u, COUNT(*), SUM(ms), SUM(cost), AVG(ms)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, u;
