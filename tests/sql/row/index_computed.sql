-- error: 2
-- Which field it is must be known.
SELECT a[b - 4] FROM (SELECT CAST(ROW(1, ROW(2, 3)) AS ROW<p INT, r ROW<x INT, y INT>>) AS a, 5 AS b) AS t;
