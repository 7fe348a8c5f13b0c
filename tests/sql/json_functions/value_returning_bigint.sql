-- error: 2
-- JSON_VALUE returns few types.
SELECT JSON_VALUE('{}', '$.a' RETURNING BIGINT);
