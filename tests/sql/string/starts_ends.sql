-- STARTSWITH and ENDSWITH.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, STARTSWITH(s, 'h'), STARTSWITH(s, ''), ENDSWITH(s, 'o'), ENDSWITH(s, s), STARTSWITH(s, '日本'), ENDSWITH(s, '🍐'), STARTSWITH('hello', s) FROM strings;
