-- error: 2
-- The keys of JSON objects are texts.
CREATE TABLE t (m MAP<INT, INT>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_nested.jsonl', 'format' = 'json');
SELECT * FROM t;
