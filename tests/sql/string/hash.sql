-- Hashes of text.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 CHAR(32), c3 CHAR(40), c4 CHAR(64)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, MD5(s), SHA1(s), SHA256(s) FROM strings WHERE id IN (1, 3, 8, 10, 20);
