-- Column names given with the alias of a subquery.
CREATE TABLE base (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT a, b + 1 FROM (SELECT id, v FROM base) AS t(a, b);
SELECT t.x FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, y) WHERE t.y = 'b';
