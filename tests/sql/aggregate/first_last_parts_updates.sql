-- parallelism: 1
-- FIRST_VALUE and LAST_VALUE of arrays, rows and maps. Over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a ARRAY<INT>, b ROW<v STRING, n INT>, c MAP<STRING, INT>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, FIRST_VALUE(ARRAY[n, id]), LAST_VALUE(ROW(v, n)), LAST_VALUE(MAP['n', n]) FROM latest GROUP BY g;
