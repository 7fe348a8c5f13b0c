-- error: 2
-- An array is no bytes.
SELECT CAST(ARRAY[1, 2] AS BYTES);
