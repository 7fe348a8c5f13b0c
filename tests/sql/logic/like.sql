-- LIKE with its wildcards; case counts.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN, c8 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s LIKE 'h%', s LIKE '%o', s LIKE '%or%', s LIKE '_____', s LIKE '%', s NOT LIKE '%e%', s LIKE 'H%o _o%' FROM strings;
