-- IS_ALPHA, IS_DIGIT, IS_DECIMAL.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, IS_ALPHA(s), IS_DIGIT(s), IS_DECIMAL(s) FROM strings;
