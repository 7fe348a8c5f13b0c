-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
ALTER TABLE t MODIFY b INT;
