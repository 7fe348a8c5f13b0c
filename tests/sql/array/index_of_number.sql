-- error: 2
-- A number has no elements.
SELECT x[1] FROM (VALUES (1)) AS t(x);
