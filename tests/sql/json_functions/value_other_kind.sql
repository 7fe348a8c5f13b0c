-- error: 1
-- RETURNING converts nothing: a text is no INTEGER, whatever ON ERROR says.
SELECT JSON_VALUE(j, '$.a' RETURNING INTEGER NULL ON ERROR) FROM (VALUES ('{"a":"1"}')) AS t(j);
