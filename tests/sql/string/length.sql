-- Lengths are in characters.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 INT, c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CHAR_LENGTH(s), CHARACTER_LENGTH(s) FROM strings;
