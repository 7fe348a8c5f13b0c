-- error: 2
-- AVG(n > 1) is refused.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT AVG(n > 1) FROM src;
