-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
DELETE FROM t WHERE a = 1;
