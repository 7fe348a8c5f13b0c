-- error: 1
-- fail-on-missing-field.
CREATE TABLE q (id INT, s STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_quirks.jsonl', 'format' = 'json', 'json.fail-on-missing-field' = 'true');
SELECT * FROM q;
