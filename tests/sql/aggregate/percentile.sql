-- PERCENTILE lies between the two values next to it; weights of 0 or less do not count.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a DOUBLE, b DOUBLE, c ARRAY<DOUBLE>, d DOUBLE, e DOUBLE, f DOUBLE) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, PERCENTILE(n, 0.5), PERCENTILE(d, 0.3), PERCENTILE(d, ARRAY[0, 0.25, 0.9, 1]), PERCENTILE(d, 0.5, w), PERCENTILE(DISTINCT n, 0.75), PERCENTILE(CAST(d AS DECIMAL(10, 2)), 1) FROM src GROUP BY g;
