-- error: 2
-- A number is no date, in an array too.
SELECT CAST(ARRAY[1] AS ARRAY<DATE>);
