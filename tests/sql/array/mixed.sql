-- error: 2
-- Elements of several types.
SELECT ARRAY[1, 'a'];
