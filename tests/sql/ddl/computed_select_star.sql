-- SELECT * keeps computed columns at their place.
CREATE TABLE t (id INT, succ AS id + 1, v INT, sum2 AS id + v)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT * FROM t;
