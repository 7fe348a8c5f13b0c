-- order: any
-- m[k] with keys of any type.
SELECT MAP[1, 'a'][1], MAP[1, CAST(NULL AS STRING)][3], MAP[1, 'a'][CAST(1 AS BIGINT)], MAP[CAST(1 AS BIGINT), 'a'][1], MAP[1.5, 'a'][1.50], MAP[DATE '2020-01-01', 'x'][DATE '2020-01-01'], MAP[x'01', 'x'][x'01'], MAP[TRUE, 'x'][TRUE], MAP[ARRAY[1], 'x'][ARRAY[1]], MAP['abc', CAST(NULL AS STRING)][CAST('abc' AS CHAR(4))];
SELECT MAP[TIMESTAMP '2020-01-01 00:00:00', 'x'][CAST(TIMESTAMP '2020-01-01 00:00:00' AS TIMESTAMP(3))], MAP[CAST(NULL AS STRING), 'a'][CAST(NULL AS STRING)], TYPEOF(MAP[1, 'a'][1]), MAP['a', ARRAY[1, 2]]['a'][2], MAP['a', CAST(NULL AS INT)]['a'];
SELECT m['a'], m['b'], m[k] FROM (SELECT MAP['a', i] AS m, CAST(i AS STRING) AS k FROM (VALUES (1), (CAST(NULL AS INT))) AS t(i)) AS q;
