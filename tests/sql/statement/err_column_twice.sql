-- error: 2
-- Refused.
CREATE TABLE t (a INT, b INT) WITH ('connector' = 'print');
INSERT INTO t (a, a) VALUES (1, 2);
