-- error: 2
-- Refused.
CREATE TABLE t (a INT, b INT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'print');
ALTER TABLE t ADD PRIMARY KEY (b) NOT ENFORCED;
