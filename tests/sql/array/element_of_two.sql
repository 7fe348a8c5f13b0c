-- error: 1
-- ELEMENT takes arrays of one.
SELECT ELEMENT(a) FROM (SELECT ARRAY[x, 2] AS a FROM (VALUES (1)) AS t(x)) AS q;
