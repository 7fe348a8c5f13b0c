-- error: 2
-- A name that a subquery has twice.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT id FROM (SELECT id, v AS id FROM base);
