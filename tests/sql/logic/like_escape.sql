-- LIKE with ESCAPE and characters that regular expressions would treat specially.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, s LIKE '%!%' ESCAPE '!', s LIKE '%$_%' ESCAPE '$', s LIKE 'a.b.c', s LIKE 'a%.%c', s LIKE '%\%', s LIKE '%(%', s LIKE '%日%', s LIKE '🍎%' FROM strings;
