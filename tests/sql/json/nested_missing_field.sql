-- error: 1
-- A field of a row is missing.
CREATE TABLE t (r ROW<x INT, y STRING, t TIMESTAMP(3)>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_nested.jsonl', 'format' = 'json', 'json.fail-on-missing-field' = 'true');
SELECT * FROM t;
