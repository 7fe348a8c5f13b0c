-- error: 1
-- PARSE_JSON of what is no JSON.
SELECT PARSE_JSON(j) FROM (VALUES ('{a}')) AS t(j);
