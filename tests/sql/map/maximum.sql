-- error: 2
-- Maps have no largest.
SELECT MAX(m) FROM (VALUES (1, MAP['a', 'b'])) AS t(i, m);
