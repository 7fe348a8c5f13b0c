-- parallelism: 1
-- JSON_ARRAYAGG leaves NULLs out, or keeps them with NULL ON NULL. Over rows that are taken back.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE VIEW latest AS SELECT id, LAST_VALUE(g) AS g, LAST_VALUE(v) AS v, LAST_VALUE(n) AS n, LAST_VALUE(d) AS d, LAST_VALUE(w) AS w FROM src GROUP BY id;
CREATE TABLE out_table (g STRING, a STRING, b STRING, c STRING, d STRING, e STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, JSON_ARRAYAGG(v), JSON_ARRAYAGG(n NULL ON NULL), JSON_ARRAYAGG(d ABSENT ON NULL), JSON_ARRAYAGG(JSON_OBJECT(KEY 'n' VALUE n)), JSON_ARRAYAGG(ROW(n, v)) FROM latest GROUP BY g;
