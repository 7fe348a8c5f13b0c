-- parallelism: 1
-- COLLECT counts how often each value is there; NULLs are left out. Over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a MULTISET<INT>, b MULTISET<INT>, c MULTISET<INT>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, COLLECT(n), COLLECT(DISTINCT n), COLLECT(n) FILTER (WHERE n > 9) FROM latest GROUP BY g;
