-- error: 2
-- JSON_QUERY returns texts and arrays of texts.
SELECT JSON_QUERY('{}', '$.a' RETURNING ARRAY<INT>);
