-- Without aggregation no row is late.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (
  k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
CREATE TABLE sink (k STRING, v INT, ts TIMESTAMP(3), ws TIMESTAMP(3), we TIMESTAMP(3), wt TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT k, v, ts, window_start, window_end, CAST(window_time AS TIMESTAMP(3)) FROM TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE v > 2;
