-- error: 2
-- Refused.
CREATE TABLE t (a INT, p STRING) PARTITIONED BY (p) WITH ('connector' = 'filesystem', 'path' = '/tmp/x', 'format' = 'json');
INSERT INTO t PARTITION (a = 5) SELECT '1';
