-- MIN and MAX of texts, booleans, dates and times.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a STRING, b STRING, c BOOLEAN, d BOOLEAN, e DATE, f TIME) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, MIN(v), MAX(v), MIN(n > 9), MAX(n > 9), MAX(DATE '2024-01-01'), MIN(TIME '10:11:12') FROM src GROUP BY g;
