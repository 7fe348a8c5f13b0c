-- error: 2
-- Names of fields are case-sensitive.
SELECT a.P FROM (SELECT CAST(ROW(1, ROW(2, 3)) AS ROW<p INT, r ROW<x INT, y INT>>) AS a, 5 AS b) AS t;
