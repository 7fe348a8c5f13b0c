-- error: 1
-- Nothing there with ERROR ON EMPTY fails the job.
SELECT JSON_VALUE(j, 'lax $.a' ERROR ON EMPTY) FROM (VALUES ('{}')) AS t(j);
