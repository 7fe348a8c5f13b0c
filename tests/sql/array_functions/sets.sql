-- Arrays as sets.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
CREATE TABLE out_table (id INT, a ARRAY<INT>, b ARRAY<INT>, c ARRAY<INT>, d ARRAY<INT>, e ARRAY<STRING>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT id, ARRAY_DISTINCT(a), ARRAY_EXCEPT(a, b), ARRAY_INTERSECT(a, b), ARRAY_UNION(a, b), ARRAY_UNION(s, SPLIT(t, ',')) FROM src;
