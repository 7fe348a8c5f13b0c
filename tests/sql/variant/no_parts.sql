-- error: 2
-- A VARIANT is not indexed.
SELECT PARSE_JSON('{"a":1}')['a'];
