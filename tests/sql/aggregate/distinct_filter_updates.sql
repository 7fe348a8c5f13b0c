-- parallelism: 1
-- DISTINCT and FILTER of the plain aggregates. Over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a INT, b BIGINT, c DOUBLE, d INT, e BIGINT, f INT, g2 DOUBLE) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, SUM(DISTINCT n), COUNT(DISTINCT v), AVG(DISTINCT d), SUM(DISTINCT n) FILTER (WHERE d > 0), COUNT(v) FILTER (WHERE n > 9), STDDEV_POP(DISTINCT n), VAR_SAMP(d) FROM latest GROUP BY g;
