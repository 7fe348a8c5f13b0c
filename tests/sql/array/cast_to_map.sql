-- error: 2
-- An array is no map.
SELECT CAST(ARRAY[1] AS MAP<INT, INT>);
