-- error: 2
-- An array is no multiset.
SELECT CAST(ARRAY[1] AS MULTISET<INT>);
