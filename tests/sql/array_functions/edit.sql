-- Arrays made from arrays.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
CREATE TABLE out_table (id INT, a ARRAY<INT>, b ARRAY<INT>, c ARRAY<INT>, d ARRAY<INT>, e ARRAY<STRING>, f ARRAY<INT>, g ARRAY<INT>) WITH ('connector' = 'print');
INSERT INTO out_table SELECT id, ARRAY_APPEND(a, i), ARRAY_PREPEND(a, i), ARRAY_CONCAT(a, b), ARRAY_REMOVE(a, i), ARRAY_REVERSE(s), ARRAY_SLICE(a, i, 3), ARRAY_SORT(a, i > 1) FROM src;
