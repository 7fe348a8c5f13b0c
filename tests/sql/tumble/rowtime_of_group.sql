-- error: 2
-- An updating result has no rowtime for a window.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE VIEW w AS SELECT k, MAX(ts) AS ts FROM many GROUP BY k;
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE w, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
