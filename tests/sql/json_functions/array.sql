-- order: any
-- JSON_ARRAY over columns.
SELECT JSON_ARRAY(id, s, d), JSON_ARRAY(id, s, d NULL ON NULL), JSON_ARRAY(s, d ABSENT ON NULL), JSON_ARRAY(), JSON_ARRAY(JSON_OBJECT('a' VALUE s), JSON_STRING(s), JSON('[1,  2]')) FROM (VALUES (1, 'te"xt', 1.5E0), (2, CAST(NULL AS STRING), CAST(NULL AS DOUBLE)), (3, '[]', -0.001E0)) AS t(id, s, d);
