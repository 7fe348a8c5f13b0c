-- REGEXP finds anywhere.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, REGEXP(s, 'l+o'), REGEXP(s, '^[a-z]+$'), REGEXP(s, '\d'), REGEXP(s, ''), REGEXP(s, '^\s|\s$'), REGEXP(s, '(?i)HELLO'), REGEXP(s, '.*=\d+;.*') FROM strings;
