-- order: any
-- Windows over UNION ALL of two tables.
CREATE TABLE steps (
  v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/steps.jsonl', 'format' = 'json');
CREATE VIEW both_sides AS SELECT v, ts FROM steps UNION ALL SELECT v * 100, ts FROM steps;
CREATE TABLE sink (c1 TIMESTAMP(3), c2 BIGINT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT window_start, COUNT(*), SUM(v) FROM TABLE(TUMBLE(TABLE both_sides, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;
