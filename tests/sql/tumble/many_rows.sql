-- order: any
-- Windows whose borders fall inside large batches.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE TABLE sink (s TIMESTAMP(3), k STRING, n BIGINT, total BIGINT, least INT, most INT, a INT, md DECIMAL(38, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, k, COUNT(*), SUM(CAST(v AS BIGINT)), MIN(v), MAX(v), AVG(v), SUM(m) FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, k;
