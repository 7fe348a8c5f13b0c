-- error: 2
-- COUNT(DISTINCT) does not take rows.
SELECT COUNT(DISTINCT r) FROM (SELECT ROW(x) AS r FROM (VALUES (1)) AS t(x)) AS q;
