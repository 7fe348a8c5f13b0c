-- error: 1
-- A text where a map is wanted.
CREATE TABLE bad (s MAP<STRING, STRING>, id INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_bad.jsonl', 'format' = 'json');
SELECT * FROM bad;
