-- error: 2
-- Nothing says the type of an empty array.
SELECT ARRAY[];
