-- A table is replaced, or made when there is none.
CREATE OR REPLACE TABLE t WITH ('connector' = 'blackhole') AS SELECT 1 AS a;
DESCRIBE t;
CREATE OR REPLACE TABLE t WITH ('connector' = 'blackhole') AS SELECT 'x' AS b;
SHOW CREATE TABLE t;
REPLACE TABLE t WITH ('connector' = 'print') AS SELECT 2 AS c;
DESCRIBE t;
