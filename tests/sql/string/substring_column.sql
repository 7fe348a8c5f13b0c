-- SUBSTRING over a column.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING, c4 STRING, c5 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, SUBSTRING(s FROM 2 FOR 3), SUBSTRING(s, id), SUBSTR(s, -3), SUBSTRING(s, 1, id - 3) FROM strings WHERE id <> 29;
