-- Without aggregation every row comes once a window.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 TIMESTAMP(3), c3 TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT v, window_start, window_end FROM TABLE(HOP(TABLE steps, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND)) WHERE v < 9;
