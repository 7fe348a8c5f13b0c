-- error: 2
-- Duplicate column.
CREATE TABLE t (a INT, a STRING) WITH ('connector' = 'print');
