-- error: 2
-- A computed time is no rowtime any more.
CREATE TABLE many (id INT, k STRING, v INT, m DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
CREATE VIEW w AS SELECT k, ts + INTERVAL '1' HOUR AS ts FROM many;
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE w, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
