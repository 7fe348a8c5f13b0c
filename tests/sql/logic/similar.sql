-- SIMILAR TO.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, s SIMILAR TO '(h|H)%', s SIMILAR TO '[a-z]+', s NOT SIMILAR TO '%[0-9]%' FROM strings WHERE id NOT IN (17, 29);
