-- order: any
-- HAVING, expressions of aggregates and a filter above a window.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE VIEW w AS SELECT window_start AS s, k, COUNT(*) AS n, COUNT(DISTINCT v) * 100 / COUNT(*) AS share FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) WHERE v IS NOT NULL GROUP BY k, window_start, window_end HAVING COUNT(*) > 50 AND MAX(v) - MIN(v) > 900;
SELECT s, k, n, share FROM w WHERE share < 98;
