-- order: any
-- Windows of a day across the change to summer time have 23 hours.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE t (v BIGINT, rt AS TO_TIMESTAMP_LTZ(1711800000 + COALESCE(v, 0) * 21600, 0), WATERMARK FOR rt AS rt)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE VIEW plus AS SELECT * FROM t WHERE v > 0;
SELECT window_start, window_end, COUNT(*), MIN(rt), MAX(rt) FROM TABLE(TUMBLE(TABLE plus, DESCRIPTOR(rt), INTERVAL '1' DAY)) GROUP BY window_start, window_end;
