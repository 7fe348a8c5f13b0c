-- order: any
-- Sliding windows at the end of summer time, in New York.
SET 'table.local-time-zone' = 'America/New_York';
CREATE TABLE t (id INT, k STRING, rt AS TO_TIMESTAMP_LTZ(1730599200 + id * 20, 0), WATERMARK FOR rt AS rt)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_start, window_end, COUNT(*), MIN(id), MAX(id) FROM TABLE(HOP(TABLE t, DESCRIPTOR(rt), INTERVAL '2' HOUR, INTERVAL '4' HOUR)) GROUP BY window_start, window_end;
