-- Types and nullability of the conditional functions.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT COALESCE(a, 1) AS a, COALESCE(a, b) AS b, IFNULL(a, 1) AS c, IFNULL(p, 0) AS d, NULLIF(a, 1) AS e, IF(a > 1, 'x', 'long') AS f, COALESCE(a, x) AS g, COALESCE(p, q) AS h, GREATEST(a, b) AS i, LEAST(p, q) AS j, COALESCE('a', s) AS k FROM (SELECT *, CAST(NULL AS STRING) AS s FROM pairs);
DESCRIBE v;
