-- order: any
-- JSON_VALUE as a key of groups, and a JSON_OBJECT of each group.
SELECT k, JSON_OBJECT('k' VALUE k, 'n' VALUE n) FROM (SELECT JSON_VALUE(j, '$.k') AS k, COUNT(*) AS n FROM (VALUES '{"k":"a"}', '{"k":"b"}', '{"k":"a"}', '{}') AS t(j) GROUP BY JSON_VALUE(j, '$.k'));
