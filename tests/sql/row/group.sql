-- Rows as keys of groups and in DISTINCT.
SELECT r, COUNT(*) FROM (SELECT ROW(i, s) AS r FROM (VALUES (1, 'x'), (1, 'x'), (2, CAST(NULL AS STRING)), (2, CAST(NULL AS STRING))) AS t(i, s)) AS q GROUP BY r;
SELECT DISTINCT r FROM (SELECT ROW(i, s) AS r FROM (VALUES (1, 'x'), (1, 'x'), (2, CAST(NULL AS STRING)), (2, CAST(NULL AS STRING))) AS t(i, s)) AS q;
