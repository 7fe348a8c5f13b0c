-- order: any
-- TUMBLE by two keys, into a print table.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (ws TIMESTAMP(3), u STRING, page STRING, n BIGINT, best DECIMAL(6, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, u, page, COUNT(*), MAX(cost)
FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, u, page;
