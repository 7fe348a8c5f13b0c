-- error: 2
-- ORDER BY on an unbounded kind of query without a time attribute.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT id FROM base ORDER BY v;
