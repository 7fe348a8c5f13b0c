-- error: 2
-- IF does not take arrays.
SELECT IF(x > 1, ARRAY[1], ARRAY[2]) FROM (VALUES (1)) AS t(x);
