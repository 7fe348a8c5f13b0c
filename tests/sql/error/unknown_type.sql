-- error: 2
-- Unknown type.
CREATE TABLE t (a INTT) WITH ('connector' = 'print');
