-- order: any
-- Hours over the end of summer time: 02:00 is there twice, the day has 25 hours.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE t (id INT, rt AS TO_TIMESTAMP_LTZ(1729976400 + id * 43, 0), WATERMARK FOR rt AS rt)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/many.jsonl', 'format' = 'json');
SELECT window_start, window_end, COUNT(*), MIN(rt), MAX(rt) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
