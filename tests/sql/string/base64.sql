-- TO_BASE64 and FROM_BASE64.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, TO_BASE64(s), FROM_BASE64(TO_BASE64(s)) FROM strings WHERE id IN (1, 3, 4, 8, 9, 10, 20);
