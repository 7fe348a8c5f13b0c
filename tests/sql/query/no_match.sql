-- Aggregates when no row passes the filter.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT COUNT(*), SUM(v) FROM base WHERE id > 100;
SELECT id, COUNT(*) FROM base WHERE id > 100 GROUP BY id;
SELECT COUNT(*) FILTER (WHERE id > 100), SUM(v) FILTER (WHERE id > 100) FROM base;
