-- CHAR(n) and VARCHAR(n) columns do not cut what is read.
CREATE TABLE t (id INT, s VARCHAR(3)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 VARCHAR(3), c3 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s, CHAR_LENGTH(s) FROM t WHERE id < 8;
