-- error: 1
-- PARSE_JSON of a key that is there twice.
SELECT PARSE_JSON(j) FROM (VALUES ('{"a":1,"a":2}')) AS t(j);
