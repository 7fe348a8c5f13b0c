-- error: 2
-- There is no element 0.
SELECT ARRAY[1, 2][0];
