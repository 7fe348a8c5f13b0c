-- error: 2
-- A number is no row.
SELECT CAST(1 AS ROW<a INT>);
