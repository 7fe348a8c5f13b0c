-- error: 2
-- An array is no row.
SELECT CAST(ARRAY[1, 2] AS ROW<a INT, b INT>);
