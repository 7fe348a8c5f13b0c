-- error: 2
-- A number has no fields.
SELECT b.nope FROM (SELECT CAST(ROW(1, ROW(2, 3)) AS ROW<p INT, r ROW<x INT, y INT>>) AS a, 5 AS b) AS t;
