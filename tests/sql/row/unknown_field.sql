-- error: 2
-- A field that the row does not have.
SELECT a.nope FROM (SELECT CAST(ROW(1, ROW(2, 3)) AS ROW<p INT, r ROW<x INT, y INT>>) AS a, 5 AS b) AS t;
