-- order: any
-- Conditions on window_start and on columns, before the aggregation.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_end, COUNT(*), SUM(m), MIN(k) FROM TABLE(TUMBLE(TABLE many, DESCRIPTOR(ts), INTERVAL '30' SECOND)) WHERE window_start BETWEEN TIMESTAMP '2024-01-01 00:02:00' AND TIMESTAMP '2024-01-01 00:04:00' AND k LIKE '%e%' GROUP BY window_start, window_end;
