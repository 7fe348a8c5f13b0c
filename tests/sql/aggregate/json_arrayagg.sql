-- JSON_ARRAYAGG leaves NULLs out, or keeps them with NULL ON NULL.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a STRING, b STRING, c STRING, d STRING, e STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, JSON_ARRAYAGG(v), JSON_ARRAYAGG(n NULL ON NULL), JSON_ARRAYAGG(d ABSENT ON NULL), JSON_ARRAYAGG(JSON_OBJECT(KEY 'n' VALUE n)), JSON_ARRAYAGG(ROW(n, v)) FROM src GROUP BY g;
