-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
CREATE TEMPORARY TABLE t (b INT) WITH ('connector' = 'print');
DROP TABLE t;
