-- error: 2
-- JSON_ARRAYAGG(DATE '2024-01-01') is refused.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT JSON_ARRAYAGG(DATE '2024-01-01') FROM src;
