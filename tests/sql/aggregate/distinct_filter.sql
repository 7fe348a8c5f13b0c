-- DISTINCT and FILTER of the plain aggregates.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a INT, b BIGINT, c DOUBLE, d INT, e BIGINT, f INT, g2 DOUBLE) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, SUM(DISTINCT n), COUNT(DISTINCT v), AVG(DISTINCT d), SUM(DISTINCT n) FILTER (WHERE d > 0), COUNT(v) FILTER (WHERE n > 9), STDDEV_POP(DISTINCT n), VAR_SAMP(d) FROM src GROUP BY g;
