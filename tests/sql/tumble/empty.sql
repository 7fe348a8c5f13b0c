-- No rows, no windows.
CREATE TABLE nothing (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '${DIR}/empty.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE nothing, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
