-- order: any
-- a[i]: from 1 on, NULL where there is none.
SELECT ARRAY[1, 2, 3][1], ARRAY[1, 2, 3][3], ARRAY[1, NULL, 3][4], ARRAY[1, NULL, 3][1 - 1], ARRAY[1, 2, 3][CAST(NULL AS INT)], ARRAY[1, NULL][2], ARRAY['a', 'bcd'][2], CAST(NULL AS ARRAY<INT>)[1];
SELECT ARRAY[ARRAY[1, 2], ARRAY[3]][1][2], ARRAY[ROW(1, 'x')][1].EXPR$1, ARRAY[MAP['a', 7]][1]['a'], TYPEOF(ARRAY[1, 2][1]), TYPEOF(ARRAY['abc'][1]);
SELECT a[i], a[2], a[i + 1] FROM (SELECT ARRAY[x, CAST(NULL AS INT), x + 2] AS a, i FROM (VALUES (10, 1), (20, 0), (30, -1), (40, 3), (50, 4)) AS t(x, i)) AS q;
