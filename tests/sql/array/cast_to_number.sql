-- error: 2
-- An array is no number.
SELECT CAST(ARRAY[1, 2] AS INT);
