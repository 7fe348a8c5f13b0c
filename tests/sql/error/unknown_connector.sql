-- error: 2
-- Unknown connector.
CREATE TABLE t (a INT) WITH ('connector' = 'filesytem', 'path' = '/tmp/x', 'format' = 'json');
SELECT * FROM t;
