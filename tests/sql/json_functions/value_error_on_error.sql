-- error: 1
-- A fault with ERROR ON ERROR fails the job.
SELECT JSON_VALUE(j, '$.a' ERROR ON ERROR) FROM (VALUES ('{}')) AS t(j);
