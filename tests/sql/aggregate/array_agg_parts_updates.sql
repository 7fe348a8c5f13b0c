-- parallelism: 1
-- ARRAY_AGG of rows, arrays and maps. Over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a ARRAY<ROW<v STRING, n INT>>, b ARRAY<ARRAY<INT>>, c ARRAY<MAP<STRING, INT>>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, ARRAY_AGG(ROW(v, n)), ARRAY_AGG(ARRAY[n, id]), ARRAY_AGG(MAP['n', n]) FROM latest GROUP BY g;
