-- The cast to a sink's VARCHAR cuts, to its CHAR pads.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, v VARCHAR(3), c CHAR(3)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s, CAST(s AS CHAR(2)) FROM strings WHERE id IN (1, 3, 7, 8, 24);
