-- parallelism: 1
-- MIN and MAX of texts, booleans, dates and times. Over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a STRING, b STRING, c BOOLEAN, d BOOLEAN, e DATE, f TIME) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, MIN(v), MAX(v), MIN(n > 9), MAX(n > 9), MAX(DATE '2024-01-01'), MIN(TIME '10:11:12') FROM latest GROUP BY g;
