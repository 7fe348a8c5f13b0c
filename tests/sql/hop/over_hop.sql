-- order: any
-- A sliding window over a sliding window.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT, k BIGINT) WITH ('connector' = 'print');
CREATE VIEW small AS SELECT window_time AS rt, k, COUNT(*) AS n FROM TABLE(HOP(TABLE many, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, window_time, k;
INSERT INTO sink SELECT window_start, window_end, SUM(n), COUNT(DISTINCT k) FROM TABLE(HOP(TABLE small, DESCRIPTOR(rt), INTERVAL '2' MINUTE, INTERVAL '6' MINUTE)) GROUP BY window_start, window_end;
