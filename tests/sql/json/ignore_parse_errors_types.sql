-- Bad fields of other types.
CREATE TABLE bad (id INT, i BOOLEAN, s DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_bad.jsonl', 'format' = 'json', 'json.ignore-parse-errors' = 'true');
SELECT * FROM bad;
