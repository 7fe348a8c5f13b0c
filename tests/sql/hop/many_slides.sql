-- order: any
-- Sixty windows a row; DISTINCT and FILTER.
CREATE TABLE clicks (u STRING, page STRING, ms INT, cost DECIMAL(6, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '10' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), n BIGINT, u BIGINT, f BIGINT, df BIGINT, c DECIMAL(38, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*), COUNT(DISTINCT u), COUNT(*) FILTER (WHERE ms > 40), COUNT(DISTINCT page) FILTER (WHERE cost IS NOT NULL), SUM(cost) FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '10' MINUTE)) GROUP BY window_start, window_end;
