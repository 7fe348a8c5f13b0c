-- error: 2
-- Nothing says the type of NULL.
SELECT ARRAY[NULL];
