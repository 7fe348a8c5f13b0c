-- error: 2
-- An array cannot be an empty object.
SELECT JSON_QUERY('{}', '$.a' RETURNING ARRAY<STRING> EMPTY OBJECT ON ERROR);
