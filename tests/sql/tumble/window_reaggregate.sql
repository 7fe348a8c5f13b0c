-- order: any
-- Windows aggregated again over the same window, with fewer keys.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE VIEW per_user AS SELECT window_start, window_end, u, COUNT(*) AS n, SUM(ms) AS s FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, u;
CREATE TABLE sink (c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 BIGINT, c4 BIGINT, c5 BIGINT, c6 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, COUNT(*), SUM(n), MAX(n), SUM(s) FROM per_user GROUP BY window_start, window_end;
