-- Functions of maps, over columns.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
CREATE TABLE out_table (id INT, a ARRAY<STRING>, b ARRAY<INT>, c ARRAY<ROW<k STRING, v INT>>, d MAP<STRING, INT>, e MAP<STRING, STRING>, f ARRAY<STRING>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT id, MAP_KEYS(m), MAP_VALUES(m), MAP_ENTRIES(m), MAP_UNION(m, n), STR_TO_MAP(t), REGEXP_EXTRACT_ALL(t, '([a-z])[,=]') FROM src;
