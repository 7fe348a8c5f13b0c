-- parallelism: 1
-- order: any
-- An updating group over the rows of windows.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (u STRING, n BIGINT, most BIGINT) WITH ('connector' = 'print');
CREATE VIEW w AS SELECT u, window_start, COUNT(*) AS n FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE)) GROUP BY window_start, window_end, u;
INSERT INTO sink SELECT u, COUNT(*), MAX(n) FROM w WHERE u = 'a' GROUP BY u;
