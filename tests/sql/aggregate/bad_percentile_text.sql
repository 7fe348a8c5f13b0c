-- error: 2
-- PERCENTILE(v, 0.5) is refused.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT PERCENTILE(v, 0.5) FROM src;
