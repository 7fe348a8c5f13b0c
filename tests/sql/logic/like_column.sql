-- LIKE with a pattern that is not constant.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, 'hello' LIKE s, s LIKE LEFT(s, 2) || '%', CAST(NULL AS STRING) LIKE s FROM strings WHERE CHAR_LENGTH(s) < 12 AND s NOT LIKE '%\%' OR s IS NULL;
