-- Decimals in aggregates: types and values.
CREATE TABLE t (id INT, a DECIMAL(38, 10), b DECIMAL(20, 5), c DECIMAL(5, 5)) WITH ('connector' = 'print');
CREATE VIEW v AS SELECT CAST(id AS DECIMAL(38, 10)) / 3 AS a, CAST(id AS DECIMAL(20, 5)) * 1.23456 AS b, CAST(id AS DECIMAL(9, 5)) / 7 AS c FROM (VALUES (1), (2), (3), (10)) AS x(id);
CREATE VIEW g AS SELECT SUM(a) AS sa, AVG(a) AS aa, MIN(a) AS ma, SUM(b) AS sb, AVG(b) AS ab, SUM(c) AS sc, AVG(c) AS ac, SUM(c) / COUNT(*) AS q, SUM(DISTINCT b) AS db FROM v;
DESCRIBE v;
DESCRIBE g;
SELECT * FROM g;
