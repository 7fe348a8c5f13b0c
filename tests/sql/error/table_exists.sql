-- error: 2
CREATE TABLE t (a INT) WITH ('connector' = 'print');
CREATE TABLE t (a INT) WITH ('connector' = 'print');
