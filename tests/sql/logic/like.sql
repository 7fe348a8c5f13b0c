-- LIKE with its wildcards; case counts.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, s LIKE 'h%', s LIKE '%o', s LIKE '%or%', s LIKE '_____', s LIKE '%', s NOT LIKE '%e%', s LIKE 'H%o _o%' FROM strings;
