-- order: any
-- JSON_OBJECT over columns: order of keys, NULLs, values that are JSON already.
SELECT JSON_OBJECT('id' VALUE id, 'b' VALUE s, KEY 'a' VALUE d, 't' VALUE id > 1), JSON_OBJECT('s' : s ABSENT ON NULL), JSON_OBJECT('s' : s NULL ON NULL), JSON_OBJECT(), JSON_OBJECT('x' VALUE 1, 'x' VALUE id) FROM (VALUES (1, 'te"xt', 1.5E0), (2, CAST(NULL AS STRING), CAST(NULL AS DOUBLE)), (3, 'ä€😀/\', 1E20)) AS t(id, s, d);
SELECT JSON_OBJECT('o' VALUE JSON_OBJECT('z' VALUE id, 'a' VALUE s), 'l' VALUE JSON_ARRAY(id, JSON_ARRAY(s)), 'j' VALUE JSON(j), 's' VALUE j) FROM (VALUES (1, 'x', '{"b": [1.50,  "x"], "a": {}}'), (2, CAST(NULL AS STRING), 'null'), (3, '', CAST(NULL AS STRING)), (4, '{}', '')) AS t(id, s, j);
SELECT JSON_OBJECT('dec' VALUE CAST(1.50 AS DECIMAL(10, 2)), 'small' VALUE CAST(0.00000001 AS DECIMAL(10, 8)), 'float' VALUE CAST(1.1 AS FLOAT), 'nan' VALUE CAST('NaN' AS DOUBLE), 'ts' VALUE TIMESTAMP '2024-01-02 03:04:05.120', 'bytes' VALUE x'0102ff', 'char' VALUE CAST('x' AS CHAR(3)), 'big' VALUE CAST(9223372036854775807 AS BIGINT)) FROM (VALUES (1)) AS t(i);
SELECT JSON_OBJECT('a' || s VALUE id, s VALUE id) FROM (VALUES (1, 'x'), (2, 'y')) AS t(id, s);
SELECT JSON_OBJECT('a' VALUE ARRAY[id, CAST(NULL AS INT)], 'm' VALUE MAP['z', 1, 'b', id], 'r' VALUE r) FROM (SELECT id, CAST(ROW(id, s) AS ROW<y INT, x STRING>) AS r FROM (VALUES (1, 'x'), (2, 'y')) AS t(id, s));
