-- ARRAY_AGG of rows, arrays and maps.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a ARRAY<ROW<v STRING, n INT>>, b ARRAY<ARRAY<INT>>, c ARRAY<MAP<STRING, INT>>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, ARRAY_AGG(ROW(v, n)), ARRAY_AGG(ARRAY[n, id]), ARRAY_AGG(MAP['n', n]) FROM src GROUP BY g;
