-- FIRST_VALUE and LAST_VALUE skip NULLs.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a STRING, b STRING, c INT, d DOUBLE, e INT) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, FIRST_VALUE(v), LAST_VALUE(v), FIRST_VALUE(n), LAST_VALUE(d), LAST_VALUE(n) FILTER (WHERE n < 20) FROM src GROUP BY g;
