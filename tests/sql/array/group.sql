-- Arrays as keys of groups and in DISTINCT.
SELECT a, COUNT(*) FROM (SELECT ARRAY[x, y] AS a FROM (VALUES (1, 2), (1, 2), (2, CAST(NULL AS INT)), (2, CAST(NULL AS INT))) AS t(x, y)) AS q GROUP BY a;
SELECT DISTINCT a FROM (SELECT ARRAY[s, 'x'] AS a FROM (VALUES ('1'), ('1'), ('a much longer text than fits'), ('a much longer text than fits')) AS t(s)) AS q;
SELECT COUNT(DISTINCT a), COUNT(a), SUM(CARDINALITY(a)) FROM (SELECT ARRAY[x] AS a FROM (VALUES (1), (1), (2)) AS t(x)) AS q;
SELECT a[1], COUNT(*) FROM (SELECT ARRAY[x] AS a FROM (VALUES (1), (1), (2)) AS t(x)) AS q GROUP BY a[1];
