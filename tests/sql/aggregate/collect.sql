-- COLLECT counts how often each value is there; NULLs are left out.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a MULTISET<INT>, b MULTISET<INT>, c MULTISET<INT>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, COLLECT(n), COLLECT(DISTINCT n), COLLECT(n) FILTER (WHERE n > 9) FROM src GROUP BY g;
