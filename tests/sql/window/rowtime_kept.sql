-- A rowtime passes projections and filters, and is a plain TIMESTAMP in a sink.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE VIEW later AS SELECT v + 1 AS w, ts FROM steps WHERE v IS NOT NULL;
DESCRIBE later;
SELECT window_start, SUM(w) FROM TABLE(TUMBLE(TABLE later, DESCRIPTOR(ts), INTERVAL '20' SECOND)) GROUP BY window_start, window_end;
CREATE TABLE sink (w INT, ts TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM later;
