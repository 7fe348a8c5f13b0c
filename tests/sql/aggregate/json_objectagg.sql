-- JSON_OBJECTAGG: one member for each row, sorted by key.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
CREATE TABLE out_table (g STRING, a STRING, b STRING, c STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT g, JSON_OBJECTAGG(KEY CAST(id * 100 + w AS STRING) VALUE v), JSON_OBJECTAGG(CAST(id * 100 + w AS STRING) VALUE n ABSENT ON NULL), JSON_OBJECTAGG(KEY CAST(id * 100 + w AS STRING) VALUE JSON_ARRAY(n)) FROM src WHERE w IS NOT NULL AND n <> 11 AND n <> 40 GROUP BY g;
