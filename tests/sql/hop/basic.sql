-- HOP: every row is in several windows.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 BIGINT, c4 INT, c5 INT, c6 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, COUNT(*), SUM(v), MIN(v), MAX(v)
FROM TABLE(HOP(TABLE steps, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '30' SECOND)) GROUP BY window_start, window_end;
