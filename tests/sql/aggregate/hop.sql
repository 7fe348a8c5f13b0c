-- order: any
-- parallelism: 1
-- Slices that become windows: what they collected is put together.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (a TIMESTAMP(3), g STRING, d MULTISET<INT>, e DOUBLE) WITH ('connector' = 'print');
INSERT INTO out_table SELECT window_start, g, COLLECT(n), PERCENTILE(d, 0.25) FROM HOP(TABLE src, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '3' MINUTE) GROUP BY window_start, window_end, g;
