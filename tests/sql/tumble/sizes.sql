-- Sizes in every unit.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
SELECT 'ms', window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '0.5' SECOND)) GROUP BY window_start, window_end;
SELECT 'minute', window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
SELECT 'hours', window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '5' HOUR)) GROUP BY window_start, window_end;
SELECT 'day', window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
SELECT 'week', window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '7' DAY)) GROUP BY window_start, window_end;
SELECT 'mixed', window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '01:30' MINUTE TO SECOND)) GROUP BY window_start, window_end;
