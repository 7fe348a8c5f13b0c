-- Named arguments.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*) FROM TABLE(HOP(DATA => TABLE steps, TIMECOL => DESCRIPTOR(ts), SLIDE => INTERVAL '15' SECOND, SIZE => INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
