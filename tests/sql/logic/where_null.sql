-- WHERE keeps only rows for which the condition is TRUE.
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
SELECT 1, id FROM bools WHERE a;
SELECT 2, id FROM bools WHERE NOT a;
SELECT 3, id FROM bools WHERE a OR b;
SELECT 4, id FROM bools WHERE NOT (a AND b);
SELECT 5, id FROM bools WHERE a = b;
SELECT 6, id FROM bools WHERE a IS NULL AND b IS NOT TRUE;
SELECT 7, id FROM bools WHERE (a AND b) IS NULL;
