-- error: 2
-- Refused.
CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'print');
ALTER TABLE t ADD b INT;
