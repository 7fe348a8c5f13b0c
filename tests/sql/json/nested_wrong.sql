-- error: 1
-- A text where an array is wanted.
CREATE TABLE bad (s ARRAY<STRING>, id INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_bad.jsonl', 'format' = 'json');
SELECT * FROM bad;
