-- order: any
-- UNION removes duplicates.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
CREATE TABLE more (id INT, v INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/more.jsonl', 'format' = 'json');
SELECT * FROM base UNION SELECT * FROM more;
