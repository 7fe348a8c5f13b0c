-- order: any
-- A zone half an hour off.
SET 'table.local-time-zone' = 'Asia/Kolkata';
CREATE TABLE t (id INT, rt AS TO_TIMESTAMP_LTZ(CAST(id AS BIGINT) * 20000, 3), WATERMARK FOR rt AS rt - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_start, window_end, window_time, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '30' MINUTE)) GROUP BY window_start, window_end, window_time;
