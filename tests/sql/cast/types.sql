-- Types and nullability of casts.
CREATE TABLE pairs (
  id INT, a INT, b INT, x DOUBLE, y DOUBLE, p DECIMAL(8, 2), q DECIMAL(4, 1)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/pairs.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT CAST(1 AS BIGINT) AS a, TRY_CAST(1 AS BIGINT) AS b, CAST('1' AS INT) AS c, TRY_CAST('1' AS INT) AS d, CAST(a AS STRING) AS e, CAST(1 AS STRING) AS f, CAST(1.55 AS DECIMAL(3, 1)) AS g, CAST(id AS CHAR(3)) AS h, CAST(1E10 AS DECIMAL(5, 1)) AS i, CAST(NULL AS DATE) AS j FROM pairs;
DESCRIBE v;
