-- What columns are called that read parts.
CREATE VIEW v AS SELECT (r).x, r.x AS y, r['x'], r[1], ARRAY[1][1], (r.s).t, r.s.t FROM (SELECT CAST(ROW(i, ROW(i)) AS ROW<x INT, s ROW<t INT>>) AS r FROM (VALUES (1)) AS t(i)) AS q;
DESCRIBE v;
CREATE VIEW w AS SELECT r.* FROM (SELECT CAST(ROW(ROW(i), 2) AS ROW<s ROW<x INT>, q INT>) AS r FROM (VALUES (1)) AS t(i)) AS q;
DESCRIBE w;
CREATE VIEW u AS SELECT ROW(1, 'a') AS r, ARRAY[1] AS a, MAP['k', ROW(2)] AS m;
DESCRIBE u;
SELECT r.EXPR$1, m['k'].EXPR$0, a[1] FROM u;
