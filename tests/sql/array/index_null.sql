-- error: 2
-- A NULL without a type is no index.
SELECT ARRAY[1, 2][NULL];
