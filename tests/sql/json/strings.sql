-- Text of every kind through a table and back out.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, s STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM strings;
