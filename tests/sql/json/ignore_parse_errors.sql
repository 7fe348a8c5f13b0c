-- With ignore-parse-errors a bad field is NULL and a bad line is skipped.
CREATE TABLE bad (id INT, i INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_bad.jsonl', 'format' = 'json', 'json.ignore-parse-errors' = 'true');
SELECT * FROM bad;
