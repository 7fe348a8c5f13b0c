-- LEFT and RIGHT with lengths out of range.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, LEFT(s, 3), RIGHT(s, 3), LEFT(s, 0), RIGHT(s, -1), LEFT(s, 100), RIGHT(s, id - 5) FROM strings WHERE id <> 29;
