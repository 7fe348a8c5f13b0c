-- error: 2
-- Refused.
CREATE VIEW v AS SELECT 1 AS a;
CREATE TABLE v (a INT) WITH ('connector' = 'print');
