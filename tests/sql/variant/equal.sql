-- order: any
-- Equality of VARIANTs. Another order of members is another value, and so is 1.0 than 1.
SELECT a, b, PARSE_JSON(a) = PARSE_JSON(b) FROM (VALUES ('1', '1'), ('1', '1.0'), ('{"a":1,"b":2}', '{"a": 1, "b": 2}'), ('{"a":1,"b":2}', '{"b":2,"a":1}'), ('[1]', '[1]'), ('"a"', '"\u0061"')) AS t(a, b);
SELECT a, b, PARSE_JSON(a) <> PARSE_JSON(b) FROM (VALUES ('1', '1'), ('1', '1.0')) AS t(a, b);
SELECT a, b, PARSE_JSON(a) IS NOT DISTINCT FROM PARSE_JSON(b) FROM (VALUES ('1', '1'), ('1', '1.0')) AS t(a, b);
SELECT DISTINCT PARSE_JSON(j) AS v FROM (VALUES ('1'), ('1'), ('1.0'), ('{"a":1}'), ('{"a": 1}')) AS t(j);
