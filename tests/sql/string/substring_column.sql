-- SUBSTRING over a column.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, SUBSTRING(s FROM 2 FOR 3), SUBSTRING(s, id), SUBSTR(s, -3), SUBSTRING(s, 1, id - 3) FROM strings WHERE id <> 29;
