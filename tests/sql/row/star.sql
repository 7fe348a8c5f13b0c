-- r.* are the fields of a row.
SELECT a.* FROM (SELECT CAST(ROW(1, 'x') AS ROW<p INT, q STRING>) AS a, 5 AS b) AS t;
SELECT b, t.a.*, a.p FROM (SELECT CAST(ROW(1, 'x') AS ROW<p INT, q STRING>) AS a, 5 AS b) AS t;
SELECT a.r.* FROM (SELECT CAST(ROW(1, ROW(2, 3)) AS ROW<p INT, r ROW<x INT, y INT>>) AS a, 5 AS b) AS t;
SELECT q + 1, y FROM (SELECT a.*, a.r.* FROM (SELECT CAST(ROW(1, ROW(2, 3)) AS ROW<q INT, r ROW<x INT, y INT>>) AS a, 5 AS b) AS t) AS u;
