-- No rows, no windows.
CREATE TABLE nothing (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '${DIR}/empty.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 BIGINT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE nothing, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
