-- Watermarks before 1970: rows there are not late before the first watermark after 1970.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE ancient (v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ancient.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, SUM(v) FROM TABLE(TUMBLE(TABLE ancient, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
