-- error: 2
-- Refused.
CREATE TABLE t (a INT, c AS a + 1) WITH ('connector' = 'print');
ALTER TABLE t RENAME a TO b;
