-- order: any
-- Sliding windows at the begin of summer time.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE t (id INT, rt AS TO_TIMESTAMP_LTZ(1711836000 + id * 11, 0), WATERMARK FOR rt AS rt)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_start, window_end, COUNT(*), MIN(id), MAX(id) FROM TABLE(HOP(TABLE t, DESCRIPTOR(rt), INTERVAL '1' HOUR, INTERVAL '2' HOUR)) GROUP BY window_start, window_end;
