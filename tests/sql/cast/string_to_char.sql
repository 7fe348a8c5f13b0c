-- Text to CHAR(n) and VARCHAR(n): cut, CHAR is padded with spaces.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, '[' || CAST(s AS CHAR(6)) || ']', '[' || CAST(s AS VARCHAR(6)) || ']', CHAR_LENGTH(CAST(s AS CHAR(6))) FROM strings;
