-- error: 2
-- A print table cannot be read.
CREATE TABLE sink (id INT) WITH ('connector' = 'print');
SELECT * FROM sink;
