-- Small windows: more rows are late.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (
  k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 BIGINT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*), SUM(v)
FROM TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end;
