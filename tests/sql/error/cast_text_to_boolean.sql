-- error: 1
-- A failing CAST to BOOLEAN.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT CAST(s AS BOOLEAN) FROM strings;
