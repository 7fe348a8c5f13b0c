-- error: 2
-- A window needs a time attribute.
CREATE TABLE times (id INT, d DATE, t TIME, ts TIMESTAMP(3))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/times.jsonl', 'format' = 'json');
SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE times, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
