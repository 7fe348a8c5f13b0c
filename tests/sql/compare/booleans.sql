-- Booleans compare, FALSE before TRUE.
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
SELECT id, a = b, a <> b, a > b, a <= b, a = TRUE, a <> FALSE FROM bools;
