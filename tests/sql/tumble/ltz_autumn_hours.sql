-- order: any
-- Windows of an hour at the end of summer time.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE t (id INT, rt AS TO_TIMESTAMP_LTZ(1729976400 + id * 11, 0), WATERMARK FOR rt AS rt)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_start, window_end, COUNT(*), MIN(id), MAX(id) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '1' HOUR)) WHERE id < 2000 GROUP BY window_start, window_end;
