-- Columns that are not named get NULL.
CREATE TABLE t (a INT, p STRING, q INT) WITH ('connector' = 'print');
INSERT INTO t (q, a, p) VALUES (1, 2, 'w');
INSERT INTO t (a) VALUES (5);
INSERT INTO t (p, q) SELECT 'x', 7;
INSERT INTO default_catalog.default_database.t (a, q) SELECT 8, 9;
