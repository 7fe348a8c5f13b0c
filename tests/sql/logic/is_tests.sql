-- IS [NOT] TRUE, FALSE, UNKNOWN, NULL.
CREATE TABLE bools (id INT, a BOOLEAN, b BOOLEAN)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/bools.jsonl', 'format' = 'json');
SELECT id, a, a IS TRUE, a IS NOT TRUE, a IS FALSE, a IS NOT FALSE, a IS UNKNOWN, a IS NOT UNKNOWN, a IS NULL, a IS NOT NULL FROM bools WHERE b IS TRUE;
