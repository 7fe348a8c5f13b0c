-- CREATE TABLE AS writes the rows; with IF NOT EXISTS into the table that is there.
CREATE TABLE t (n BIGINT) WITH ('connector' = 'print') AS SELECT 1 AS a, 'x' AS s;
CREATE TABLE IF NOT EXISTS t WITH ('connector' = 'blackhole') AS SELECT CAST(7 AS BIGINT) AS q, 8 AS a, 'y' AS s;
