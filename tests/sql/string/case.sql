-- UPPER, LOWER, INITCAP, also beyond ASCII.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, UPPER(s), LOWER(s), INITCAP(s) FROM strings;
