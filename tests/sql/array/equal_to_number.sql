-- error: 2
-- An array is not compared with a number.
SELECT ARRAY[1] = 1;
