-- One value of an array.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
CREATE TABLE out_table (id INT, a BOOLEAN, b INT, c INT, d STRING, e STRING, f STRING) WITH ('connector' = 'print');
INSERT INTO out_table SELECT id, ARRAY_CONTAINS(a, i), ARRAY_POSITION(s, t), ARRAY_MAX(a), ARRAY_MIN(s), ARRAY_JOIN(s, '-'), ARRAY_JOIN(s, '-', t) FROM src;
