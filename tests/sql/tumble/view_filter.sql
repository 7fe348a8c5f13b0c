-- order: any
-- A window over a view with a filter, a renamed rowtime and computed columns.
CREATE TABLE clicks (
  u STRING, page STRING, ms INT, cost DECIMAL(6, 2),
  ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '60' SECOND
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/clicks.jsonl', 'format' = 'json');
CREATE VIEW paid AS SELECT u AS who, cost * 2 AS twice, ts AS rt FROM clicks WHERE cost > 0;
SELECT window_start, who, SUM(twice), COUNT(*) FROM TABLE(TUMBLE(TABLE paid, DESCRIPTOR(rt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, who;
