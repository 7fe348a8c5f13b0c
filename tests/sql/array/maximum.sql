-- error: 2
-- Arrays have no largest.
SELECT MAX(a) FROM (VALUES (ARRAY[1])) AS t(a);
