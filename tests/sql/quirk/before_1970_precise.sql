-- The same for nine digits.
CREATE TABLE precise (id INT, t TIME(0), ts TIMESTAMP(9))
WITH ('connector' = 'filesystem', 'path' = '${DIR}/precise.jsonl', 'format' = 'json');
SELECT id, ts, CAST(ts AS TIMESTAMP(6)), CAST(ts AS TIMESTAMP(3)), CAST(ts AS TIMESTAMP(0)), CAST(ts AS TIMESTAMP(4)) FROM precise WHERE id = 3;
