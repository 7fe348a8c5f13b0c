-- error: 2
-- Fewer fields than the type.
SELECT CAST(ROW(1) AS ROW<a INT, b INT>);
