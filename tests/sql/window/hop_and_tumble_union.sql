-- order: any
-- The rows of a tumbling and of a sliding window in one result.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (kind STRING, s TIMESTAMP(3), n BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT 'tumble', window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end UNION ALL SELECT 'hop', window_start, COUNT(*) FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE)) GROUP BY window_start, window_end;
