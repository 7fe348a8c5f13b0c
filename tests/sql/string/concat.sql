-- Concatenation and NULL.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING, c9 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, s || '!', CONCAT(s, '-', s), CONCAT_WS(',', s, 'x', CAST(NULL AS STRING), 'y'), CONCAT('a'), CONCAT(s, CAST(NULL AS STRING)), CONCAT_WS(CAST(NULL AS STRING), s, 'x'), CONCAT_WS('-', CAST(NULL AS STRING)), CONCAT_WS('#', s) FROM strings WHERE id IN (1, 3, 8, 20);
