-- error: 1
-- A key that is NULL.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT JSON_OBJECTAGG(KEY v VALUE n) FROM src WHERE id = 3;
