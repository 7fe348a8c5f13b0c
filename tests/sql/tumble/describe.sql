-- The types of a window's columns.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT * FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '10' SECOND));
DESCRIBE v;
CREATE VIEW w AS SELECT window_start, window_end, window_time AS rt, COUNT(*) AS n, SUM(v) AS s FROM TABLE(TUMBLE(TABLE steps, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time;
DESCRIBE w;
