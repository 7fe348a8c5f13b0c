-- TRIM in all its forms.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING, c9 STRING, c10 STRING, c11 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, '[' || TRIM(s) || ']', '[' || LTRIM(s) || ']', '[' || RTRIM(s) || ']', '[' || BTRIM(s) || ']', TRIM(BOTH 'h' FROM s), TRIM(LEADING ' ' FROM s), TRIM(TRAILING 'o' FROM s), LTRIM(s, 'he'), RTRIM(s, 'lo'), BTRIM(s, ' -1') FROM strings WHERE id <= 7 OR id IN (20, 24);
