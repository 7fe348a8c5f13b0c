-- error: 2
-- ARRAY_MAX(ARRAY[a, b]) is refused.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
SELECT ARRAY_MAX(ARRAY[a, b]) FROM src;
