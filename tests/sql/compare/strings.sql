-- Strings compare by code, trailing spaces count.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, s = 'hello', s <> 'hello', s > 'a', s < 'Z', s >= '日', s = 'trail', '' < s FROM strings;
