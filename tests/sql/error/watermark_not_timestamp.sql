-- error: 2
-- Watermark not timestamp.
CREATE TABLE t (a INT, ts STRING, WATERMARK FOR ts AS ts) WITH ('connector' = 'print');
SELECT * FROM t;
