-- error: 1
-- A failing CAST to DATE.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (id INT, d DATE) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, CAST(s AS DATE) FROM strings;
