-- error: 2
-- Refused.
CREATE TABLE t (a INT, c AS a * 2) WITH ('connector' = 'print');
ALTER TABLE t MODIFY a STRING;
