-- Conditions that are always or never true, and conditions of other types of expressions.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT 1, id FROM base WHERE TRUE;
SELECT 2, id FROM base WHERE FALSE;
SELECT 3, id FROM base WHERE 1 = 1 AND id = 2;
SELECT 4, id FROM base WHERE CAST(NULL AS BOOLEAN);
SELECT 5, id FROM base WHERE CASE WHEN id = 1 THEN TRUE END;
SELECT 6, id FROM base WHERE id + v = 4;
