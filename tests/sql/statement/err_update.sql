-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
UPDATE t SET a = 1;
