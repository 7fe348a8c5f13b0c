-- error: 2
-- Keys of JSON objects are texts.
SELECT JSON_STRING(MAP[1, 'a']);
