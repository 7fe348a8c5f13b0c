-- error: 2
-- A number is no array.
SELECT CAST(1 AS ARRAY<INT>);
