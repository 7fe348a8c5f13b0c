-- A sliding window over the results of a tumbling one.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE VIEW small AS SELECT window_time AS rt, SUM(v) AS s FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time;
SELECT window_start, window_end, SUM(s), COUNT(*) FROM TABLE(HOP(TABLE small, DESCRIPTOR(rt), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
