-- order: any
-- Maps are equal when their entries are, in any order.
SELECT MAP['a', 1] = MAP['a', 1], MAP['a', 1, 'b', 2] = MAP['b', 2, 'a', 1], MAP['a', 1] <> MAP['a', 2], MAP['a', 1] = MAP['a', CAST(1 AS BIGINT)], MAP['a', CAST(NULL AS INT)] = MAP['a', CAST(NULL AS INT)], MAP['a', 1] IN (MAP['a', 1]), NULLIF(MAP['a', 1], MAP['a', 1]);
SELECT a = b, a <> b, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b FROM (VALUES (MAP['a', 1, 'b', 2], MAP['b', 2, 'a', 1]), (MAP['a', 1], MAP['a', 2]), (MAP['a', 1], MAP['b', 1]), (MAP['a', CAST(NULL AS INT)], MAP['a', CAST(NULL AS INT)]), (MAP['a', CAST(NULL AS INT)], MAP['b', CAST(NULL AS INT)])) AS t(a, b);
