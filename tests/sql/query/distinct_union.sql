-- order: any
-- SELECT DISTINCT over a UNION ALL of constants and a filter above.
SELECT DISTINCT a, UPPER(b) FROM (SELECT 1 AS a, 'x' AS b UNION ALL SELECT 1, 'X' UNION ALL SELECT 2, 'yy') AS t WHERE a < 5;
