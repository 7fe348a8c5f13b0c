-- CREATE TABLE AS: columns of the query, in another order, or declared before.
CREATE TABLE c1 WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS s, CAST(NULL AS DECIMAL(5, 2)) AS m;
SHOW CREATE TABLE c1;
CREATE TABLE c2 (s, a) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, CAST('x' AS STRING) AS s;
SHOW CREATE TABLE c2;
CREATE TABLE c3 (q AS a * 2, extra INT) COMMENT 'c' PARTITIONED BY (s) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS s;
SHOW CREATE TABLE c3;
CREATE TABLE c4 (a BIGINT) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS s;
SHOW CREATE TABLE c4;
CREATE TABLE c5 WITH ('connector' = 'blackhole') AS VALUES (1, 'a');
SHOW CREATE TABLE c5;
