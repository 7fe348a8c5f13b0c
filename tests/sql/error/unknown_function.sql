-- error: 2
-- Unknown function.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT UPERCASE('x') FROM base;
