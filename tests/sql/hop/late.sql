-- A late row still counts in those of its windows that have not fired.
SET 'pipeline.auto-watermark-interval' = '0 ms';
CREATE TABLE late (
  k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/late.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 BIGINT, c4 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, COUNT(*), SUM(v)
FROM TABLE(HOP(TABLE late, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '15' SECOND)) GROUP BY window_start, window_end;
