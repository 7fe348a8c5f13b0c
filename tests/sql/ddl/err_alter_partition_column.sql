-- error: 2
-- Refused.
CREATE TABLE t (a INT, b INT) PARTITIONED BY (b) WITH ('connector' = 'print');
ALTER TABLE t DROP b;
