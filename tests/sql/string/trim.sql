-- TRIM in all its forms.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, '[' || TRIM(s) || ']', '[' || LTRIM(s) || ']', '[' || RTRIM(s) || ']', '[' || BTRIM(s) || ']', TRIM(BOTH 'h' FROM s), TRIM(LEADING ' ' FROM s), TRIM(TRAILING 'o' FROM s), LTRIM(s, 'he'), RTRIM(s, 'lo'), BTRIM(s, ' -1') FROM strings WHERE id <= 7 OR id IN (20, 24);
