-- An empty constant pattern matches every string.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, s LIKE '', s NOT LIKE '' FROM strings WHERE id IN (1, 3, 20);
