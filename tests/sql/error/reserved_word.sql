-- error: 2
-- A reserved word as a name.
CREATE TABLE t (value INT) WITH ('connector' = 'print');
