-- order: any
-- parallelism: 1
-- Values of a window.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (a TIMESTAMP(3), g STRING, b STRING, c ARRAY<INT>, d MULTISET<INT>, e DOUBLE, f STRING, h STRING, i STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT window_start, g, LISTAGG(v, '|'), ARRAY_AGG(n), COLLECT(n), PERCENTILE(d, 0.25), JSON_ARRAYAGG(v), FIRST_VALUE(v), LAST_VALUE(v) FROM TUMBLE(TABLE src, DESCRIPTOR(ts), INTERVAL '2' MINUTE) GROUP BY window_start, window_end, g;
