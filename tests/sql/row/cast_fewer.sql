-- error: 2
-- More fields than the type.
SELECT CAST(ROW(1, 2) AS ROW<a INT>);
