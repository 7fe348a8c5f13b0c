-- The type of CASE is the common type of its branches.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT id, CASE WHEN id > 3 THEN a ELSE p END AS a, CASE WHEN id > 3 THEN a ELSE x END AS b, CASE WHEN id > 3 THEN 'a' ELSE 'long' END AS c, CASE WHEN id > 3 THEN p ELSE q END AS d, CASE WHEN id > 3 THEN NULL ELSE 1 END AS e,
  CASE id WHEN 1 THEN CAST(1 AS TINYINT) ELSE 2 END AS f FROM pairs;
DESCRIBE v;
SELECT * FROM v;
