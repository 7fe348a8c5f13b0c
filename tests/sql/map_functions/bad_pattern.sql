-- error: 1
-- STR_TO_MAP with what is no pattern.
CREATE TABLE src (id INT, a ARRAY<INT>, b ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, n MAP<STRING, INT>, i INT, t STRING)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collections.jsonl', 'format' = 'json');
SELECT STR_TO_MAP(t, '(', '=') FROM src WHERE id = 1;
