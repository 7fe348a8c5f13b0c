-- error: 1
-- A field that cannot be cast.
SELECT CAST(ROW('1', s) AS ROW<a INT, b INT>) FROM (VALUES ('x')) AS t(s);
