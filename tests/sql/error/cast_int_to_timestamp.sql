-- error: 2
-- A number is not a time.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT CAST(id AS TIMESTAMP(3)) FROM base;
