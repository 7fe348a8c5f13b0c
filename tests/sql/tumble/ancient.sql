-- Windows before 1970 and far away.
CREATE TABLE ancient (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS TIMESTAMP '1900-01-01 00:00:00.000'
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ancient.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 TIMESTAMP(3), c4 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, window_time, SUM(v) FROM TABLE(TUMBLE(TABLE ancient, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE v <> 9 GROUP BY window_start, window_end, window_time;
