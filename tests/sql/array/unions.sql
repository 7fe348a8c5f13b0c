-- order: any
-- The common type of arrays in UNION and VALUES.
SELECT a, TYPEOF(a) FROM (SELECT ARRAY[1] AS a UNION ALL SELECT ARRAY[2.5]) AS t;
SELECT a, TYPEOF(a), TYPEOF(b) FROM (VALUES (ARRAY[1], ROW(1, 'a')), (ARRAY[2.5], ROW(2, 'bcd'))) AS t(a, b);
