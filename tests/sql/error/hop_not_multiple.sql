-- error: 2
-- A window's size is a multiple of its slide.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*) FROM TABLE(HOP(TABLE steps, DESCRIPTOR(ts), INTERVAL '7' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
