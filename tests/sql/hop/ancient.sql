-- Sliding windows before 1970.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE ancient (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS TIMESTAMP '1900-01-01 00:00:00.000'
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ancient.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, SUM(v) FROM TABLE(HOP(TABLE ancient, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) WHERE v <> 9 GROUP BY window_start, window_end;
