-- HOP into a print table, also AVG and COUNT of values.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE TABLE sink (ws TIMESTAMP(3), we TIMESTAMP(3), n BIGINT, a INT, d DOUBLE) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, window_end, COUNT(v), AVG(v), AVG(CAST(v AS DOUBLE))
FROM TABLE(HOP(TABLE steps, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '15' SECOND)) GROUP BY window_start, window_end;
