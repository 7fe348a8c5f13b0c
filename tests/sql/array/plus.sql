-- error: 2
-- No arithmetic with arrays.
SELECT ARRAY[1] + 1;
