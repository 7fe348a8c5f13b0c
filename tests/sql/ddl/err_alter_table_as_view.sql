-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
ALTER VIEW t AS SELECT 1;
