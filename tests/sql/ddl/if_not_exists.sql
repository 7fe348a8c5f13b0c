-- IF NOT EXISTS keeps the first definition.
CREATE TABLE t (a INT) WITH ('connector' = 'print');
CREATE TABLE IF NOT EXISTS t (b STRING, c INT) WITH ('connector' = 'print');
DESCRIBE t;
CREATE VIEW v AS SELECT 1 AS first_one;
CREATE VIEW IF NOT EXISTS v AS SELECT 2 AS second_one;
SELECT * FROM v;
