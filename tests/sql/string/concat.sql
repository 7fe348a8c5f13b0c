-- Concatenation and NULL.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, s || '!', CONCAT(s, '-', s), CONCAT_WS(',', s, 'x', CAST(NULL AS STRING), 'y'), CONCAT('a'), CONCAT(s, CAST(NULL AS STRING)), CONCAT_WS(CAST(NULL AS STRING), s, 'x'), CONCAT_WS('-', CAST(NULL AS STRING)), CONCAT_WS('#', s) FROM strings WHERE id IN (1, 3, 8, 20);
