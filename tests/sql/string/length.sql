-- Lengths are in characters.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, CHAR_LENGTH(s), CHARACTER_LENGTH(s) FROM strings;
