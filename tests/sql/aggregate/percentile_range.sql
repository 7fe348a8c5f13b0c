-- error: 1
-- A percentage above 1 that is no literal.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT PERCENTILE(n, ARRAY[0.5, 1.5]) FROM src;
