-- parallelism: 1
-- JSON_OBJECTAGG over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a STRING, b STRING, c STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE v), JSON_OBJECTAGG(CAST(id AS STRING) VALUE n ABSENT ON NULL), JSON_OBJECTAGG(KEY CAST(id AS STRING) VALUE JSON_ARRAY(n)) FROM latest GROUP BY g;
