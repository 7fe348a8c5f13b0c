-- error: 2
-- MAP_FROM_ARRAYS(a, 1) is refused.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
SELECT MAP_FROM_ARRAYS(a, 1) FROM src;
