-- error: 2
-- Refused.
CREATE TABLE t (PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'print') AS SELECT CAST(NULL AS INT) AS a;
