-- An object or array where a number is expected is NULL with ignore-parse-errors, and what becomes of the fields after it.
CREATE TABLE bad (id INT, i INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_object.jsonl', 'format' = 'json', 'json.ignore-parse-errors' = 'true');
SELECT * FROM bad;
