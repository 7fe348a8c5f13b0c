-- error: 2
CREATE TABLE t (a INTT) WITH ('connector' = 'print');
