-- order: any
-- JSON_STRING, JSON_QUOTE and JSON_UNQUOTE over columns.
SELECT id, JSON_STRING(id), JSON_STRING(s), JSON_STRING(d), JSON_STRING(ts), JSON_STRING(id = 1) FROM (VALUES (1, 'a"b\c/d', 100.0E0, TIMESTAMP '2024-01-02 03:04:05'), (2, CAST(NULL AS STRING), CAST(NULL AS DOUBLE), CAST(NULL AS TIMESTAMP(0))), (3, '', 1E-5, TIMESTAMP '1969-12-31 23:59:59')) AS t(id, s, d, ts);
SELECT s, JSON_QUOTE(s), JSON_UNQUOTE(s), JSON_UNQUOTE(JSON_QUOTE(s)) FROM (VALUES ('plain'), ('"quoted"'), ('a/b\c'), ('äé€'), ('"\u00e9\t\\\/\""'), ('"\x"'), ('"open'), ('""'), ('"'), (''), (CAST(NULL AS STRING)), ('{"a": [1]}'), ('"a"b"'), ('"\u12"'), ('"\ud83d\ude00"')) AS t(s);
SELECT JSON_STRING(ARRAY['a', s]), JSON_STRING(MAP['z', s, 'a', 'b']), JSON_STRING(ROW(s, 1)), JSON_STRING(ARRAY[ROW(1, s)]) FROM (VALUES ('x'), (CAST(NULL AS STRING))) AS t(s);
