-- A rowtime that is an instant: windows of a day begin at local midnight.
SET 'table.local-time-zone' = 'Asia/Shanghai';
CREATE TABLE t (v INT, ts STRING, rt AS CAST(TO_TIMESTAMP(ts) AS TIMESTAMP_LTZ(3)), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
DESCRIBE t;
SELECT window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
SELECT window_start, window_end, window_time, SUM(v) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '30' SECOND)) GROUP BY window_start, window_end, window_time;
