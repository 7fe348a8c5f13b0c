-- LISTAGG joins the texts that are not NULL, with a comma or what is given.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a STRING, b STRING, c STRING, d STRING, e STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, LISTAGG(v), LISTAGG(v, '; '), LISTAGG(DISTINCT v), LISTAGG(CAST(n AS STRING), ''), LISTAGG(v) FILTER (WHERE n < 20) FROM src GROUP BY g;
