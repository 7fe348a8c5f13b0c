-- error: 2
-- Text into an INT column.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, n INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s FROM strings;
