-- Types and nullability of aggregates.
CREATE TABLE numbers (
  id INT, ti TINYINT, si SMALLINT, i INT, bi BIGINT, f FLOAT, d DOUBLE, m DECIMAL(10, 2), n DECIMAL(38, 0)
) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE VIEW v AS SELECT COUNT(*) AS a, COUNT(ti) AS b, SUM(ti) AS c, SUM(si) AS d1, SUM(i) AS e, SUM(bi) AS f1, SUM(m) AS g, SUM(f) AS h, SUM(d) AS j, AVG(ti) AS k, AVG(i) AS l, AVG(m) AS m1, AVG(d) AS o, AVG(f) AS p, MIN(m) AS q, MAX(ti) AS r, SUM(n) AS s, AVG(n) AS t, COUNT(DISTINCT i) AS u, SUM(1) AS w, MAX(1) AS x, AVG(CAST(1.5 AS DECIMAL(3, 1))) AS y FROM numbers;
DESCRIBE v;
CREATE VIEW w AS SELECT id, SUM(i) AS c, SUM(1) AS d1, MAX(1) AS e, COUNT(*) + 1 AS f1, AVG(2) AS g, SUM(i) FILTER (WHERE i > 0) AS h FROM numbers GROUP BY id;
DESCRIBE w;
