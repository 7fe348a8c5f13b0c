-- Hashes of text.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, MD5(s), SHA1(s), SHA256(s) FROM strings WHERE id IN (1, 3, 8, 10, 20);
