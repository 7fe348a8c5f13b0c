-- error: 2
-- Refused.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '/tmp/x', 'format' = 'json');
INSERT OVERWRITE t VALUES (1);
