-- order: any
-- Parts of rows that have a window already: still one aggregate a window.
CREATE TABLE t (ts TIMESTAMP(3), a ARRAY<INT>, WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest_times.jsonl', 'format' = 'json');
SELECT window_start, x, COUNT(*) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)), UNNEST(a) AS u(x) GROUP BY window_start, window_end, x;
SELECT window_start, window_time, x FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE)), UNNEST(a) AS u(x);
