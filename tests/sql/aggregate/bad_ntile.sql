-- error: 2
-- NTILE(2) OVER (PARTITION BY g ORDER BY ts) is refused.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT NTILE(2) OVER (PARTITION BY g ORDER BY ts) FROM src;
