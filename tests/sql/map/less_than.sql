-- error: 2
-- Maps have no order.
SELECT i FROM (VALUES (1, MAP['a', 'b'])) AS t(i, m) WHERE m < MAP['a', 'b'];
