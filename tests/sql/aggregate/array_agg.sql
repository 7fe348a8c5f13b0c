-- ARRAY_AGG keeps NULLs and the order of arrival; IGNORE NULLS and DISTINCT.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a ARRAY<STRING>, b ARRAY<INT>, c ARRAY<STRING>, d ARRAY<INT>, e ARRAY<DOUBLE>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, ARRAY_AGG(v), ARRAY_AGG(n IGNORE NULLS), ARRAY_AGG(DISTINCT v), ARRAY_AGG(n RESPECT NULLS), ARRAY_AGG(d) FILTER (WHERE d > 1) FROM src GROUP BY g;
