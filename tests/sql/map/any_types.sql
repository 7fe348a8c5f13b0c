-- Maps of keys and values of any types.
SELECT MAP[1, 'a', 2, 'b'], MAP[1, 'a', 1, 'b'], MAP['a', 1, 'bcd', 2.5], MAP['k', ARRAY[1, 2]], MAP[ARRAY[1], 'x'], MAP['a', CAST(NULL AS INT)], MAP[TRUE, 1], MAP[1.50, DATE '2020-01-01'], MAP[x'01', x'02'], MAP[1, MAP[2, MAP[3, 4]]];
SELECT TYPEOF(MAP[1, 'a', 2, 'b']), TYPEOF(MAP['a', 1, 'bcd', 2.5]), TYPEOF(MAP['k', ARRAY[1, 2]]);
SELECT MAP['k', x], MAP[x, 'v'], MAP[s, 1, 'q', 2] FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, s);
SELECT CARDINALITY(MAP[1, 2, 3, 4]), CARDINALITY(MAP[1, 2, 1, 4]), MAP[1, 2] IS NULL;
