-- POSITION, LOCATE, INSTR.
CREATE TABLE strings (id INT, s STRING)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/strings.jsonl', 'format' = 'json');
SELECT id, POSITION('l' IN s), LOCATE('l', s), LOCATE('l', s, 4), INSTR(s, 'l'), POSITION('' IN s), LOCATE('b', s, 3), POSITION('ö' IN s), INSTR(s, CAST(NULL AS STRING)) FROM strings WHERE id NOT IN (16, 29);
