-- Windows before 1970 and far away.
CREATE TABLE ancient (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS TIMESTAMP '1900-01-01 00:00:00.000'
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ancient.jsonl', 'format' = 'json');
SELECT window_start, window_end, window_time, SUM(v) FROM TABLE(TUMBLE(TABLE ancient, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time;
