-- MIN and MAX of strings.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT MIN(s), MAX(s), COUNT(s), COUNT(DISTINCT s) FROM strings WHERE id NOT IN (29);
