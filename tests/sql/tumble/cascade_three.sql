-- order: any
-- Windows over windows over windows.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT, best BIGINT) WITH ('connector' = 'print');
CREATE VIEW small AS SELECT window_time AS rt, k, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time, k;
CREATE VIEW middle AS SELECT window_time AS rt, SUM(n) AS n, MAX(n) AS best FROM TABLE(TUMBLE(TABLE small, DESCRIPTOR(rt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, window_time;
INSERT INTO sink SELECT window_start, window_end, SUM(n), MAX(best) FROM TABLE(TUMBLE(TABLE middle, DESCRIPTOR(rt), INTERVAL '5' MINUTE)) GROUP BY window_start, window_end;
