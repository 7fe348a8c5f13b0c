-- OPTIONS hints change a table's options for one query.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT * FROM base /*+ OPTIONS('path' = '${DIR}/more.jsonl') */;
SELECT * FROM base;
