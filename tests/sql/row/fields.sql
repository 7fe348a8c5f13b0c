-- order: any
-- r.f, r.f.g, (r).f, r[1] and r['f'].
SELECT CAST(ROW(1, 'x') AS ROW<a INT, b STRING>).a, (CAST(ROW(1, 'x') AS ROW<a INT, b STRING>)).b, CAST(ROW(1, 'x') AS ROW<a INT, b STRING>)['b'], CAST(ROW(1, 'x') AS ROW<a INT, b STRING>)[1], ROW(1, 2).EXPR$0, ROW(1, 2)[2], ROW(1, 2)['EXPR$0'];
SELECT r.a, r.b.c, t.r.a, t.r.b.c, r['a'], r[1], r.b['c'], r.b[1], (r.b).c FROM (SELECT CAST(ROW(x, ROW(y)) AS ROW<a INT, b ROW<c STRING>>) AS r FROM (VALUES (1, 'p'), (2, CAST(NULL AS STRING))) AS v(x, y)) AS t;
SELECT r.a, r.b.c, r.b, r.b IS NULL FROM (SELECT CAST(ROW(1, ROW(2)) AS ROW<a INT, b ROW<c INT>>) AS r UNION ALL SELECT CAST(ROW(1, CAST(NULL AS ROW<c INT>)) AS ROW<a INT, b ROW<c INT>>) AS r) AS t;
SELECT CAST(ROW(ARRAY[1, 2]) AS ROW<a ARRAY<INT>>).a[2], CAST(ROW(MAP['k', 5]) AS ROW<m MAP<STRING, INT>>).m['k'], MAP['a', ROW(1, 2)]['a'].EXPR$1;
