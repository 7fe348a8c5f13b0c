-- error: 2
-- Rows have no largest.
SELECT MAX(r) FROM (SELECT ROW(x) AS r FROM (VALUES (1)) AS t(x)) AS q;
