-- error: 2
-- There is no element -1.
SELECT ARRAY[1, 2][-1];
