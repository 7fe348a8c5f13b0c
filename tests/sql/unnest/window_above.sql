-- order: any
-- Windows over parts: the time of a row is that of its parts.
CREATE TABLE t (ts TIMESTAMP(3), a ARRAY<INT>, WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest_times.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT ts, x FROM t, UNNEST(a) AS u(x);
SELECT window_start, x, COUNT(*) FROM TABLE(TUMBLE(TABLE v, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, x;
SELECT window_start, window_end, SUM(x) FROM TABLE(HOP(TABLE v, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
