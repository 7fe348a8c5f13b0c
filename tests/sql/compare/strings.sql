-- Strings compare by code, trailing spaces count.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN, c8 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s = 'hello', s <> 'hello', s > 'a', s < 'Z', s >= '日', s = 'trail', '' < s FROM strings;
