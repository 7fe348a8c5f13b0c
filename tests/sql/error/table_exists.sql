-- error: 2
-- Table exists.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
CREATE TABLE t (a INT) WITH ('connector' = 'print');
