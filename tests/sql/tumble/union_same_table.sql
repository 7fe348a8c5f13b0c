-- order: any
-- One table twice in a UNION ALL below a window.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), e TIMESTAMP(3), side INT, n BIGINT, total BIGINT) WITH ('connector' = 'print');
CREATE VIEW pair_of AS SELECT 1 AS side, v, ts FROM many WHERE v > 500 UNION ALL SELECT 2 AS side, -v, ts FROM many WHERE v <= 500;
INSERT INTO sink SELECT window_start, window_end, side, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE pair_of, DESCRIPTOR(ts), INTERVAL '2' MINUTE)) GROUP BY window_start, window_end, side;
