-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
SHOW CREATE VIEW t;
