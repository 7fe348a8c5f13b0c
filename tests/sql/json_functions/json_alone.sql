-- error: 2
-- JSON(..) stands only inside of JSON_OBJECT and JSON_ARRAY.
SELECT JSON('{}');
