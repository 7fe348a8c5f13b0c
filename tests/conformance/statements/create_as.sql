-- case: columns of the query
CREATE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; SHOW CREATE TABLE c;

-- case: expressions without names
CREATE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1, 2 + 3; SHOW CREATE TABLE c;

-- case: values
CREATE TABLE c WITH ('connector' = 'blackhole') AS VALUES (1, 'a'), (2, 'bb'); DESCRIBE c;

-- case: types
CREATE TABLE c WITH ('connector' = 'blackhole') AS SELECT CAST(1 AS TINYINT) AS a, 1.50 AS b, 1e0 AS d, DATE '2024-01-01' AS e, TIMESTAMP '2024-01-01 00:00:00.123' AS f, TRUE AS g, x'01' AS h; SHOW CREATE TABLE c;

-- case: other order
CREATE TABLE c (b, a) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; SHOW CREATE TABLE c;

-- case: other order, one missing
CREATE TABLE c (b) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b;

-- case: other order, one unknown
CREATE TABLE c (b, z) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b;

-- case: a wider type
CREATE TABLE c (a BIGINT) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; SHOW CREATE TABLE c;

-- case: a type that does not fit
CREATE TABLE c (a DATE) WITH ('connector' = 'blackhole') AS SELECT 1 AS a;

-- case: one more column
CREATE TABLE c (z INT) WITH ('connector' = 'blackhole') AS SELECT 1 AS a; SHOW CREATE TABLE c;

-- case: one more that cannot be null
CREATE TABLE c (z INT NOT NULL) WITH ('connector' = 'blackhole') AS SELECT 1 AS a;

-- case: computed
CREATE TABLE c (z AS a + 1) WITH ('connector' = 'blackhole') AS SELECT 1 AS a; SHOW CREATE TABLE c;

-- case: computed there already
CREATE TABLE c (a AS 5) WITH ('connector' = 'blackhole') AS SELECT 1 AS a;

-- case: key
CREATE TABLE c (PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 2 AS b; SHOW CREATE TABLE c;

-- case: key that can be null
CREATE TABLE c (PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'blackhole') AS SELECT CAST(NULL AS INT) AS a;

-- case: watermark
CREATE TABLE c (WATERMARK FOR t AS t - INTERVAL '1' SECOND) WITH ('connector' = 'blackhole') AS SELECT TIMESTAMP '2024-01-01 00:00:00.000' AS t; DESCRIBE c;

-- case: partitioned
CREATE TABLE c PARTITIONED BY (b) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; SHOW CREATE TABLE c;

-- case: partitioned by unknown
CREATE TABLE c PARTITIONED BY (z) WITH ('connector' = 'blackhole') AS SELECT 1 AS a;

-- case: same name twice
CREATE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 2 AS a; SHOW CURRENT DATABASE;

-- case: no connector
CREATE TABLE c AS SELECT 1 AS a;

-- case: there already
CREATE TABLE c (a INT) WITH ('connector' = 'blackhole'); CREATE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a;

-- case: rows
CREATE TABLE c WITH ('connector' = 'print') AS SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y';

-- case: rows in other order
CREATE TABLE c (b, a) WITH ('connector' = 'print') AS SELECT 1 AS a, 'x' AS b;

-- case: rows with more columns
CREATE TABLE c (z INT, a BIGINT) WITH ('connector' = 'print') AS SELECT 1 AS a, 'x' AS b;

-- case: rows into a table there
CREATE TABLE c (q STRING) WITH ('connector' = 'print'); CREATE TABLE IF NOT EXISTS c WITH ('connector' = 'blackhole') AS SELECT 'hello' AS a;

-- case: rows that do not fit a table there
CREATE TABLE c (q STRING) WITH ('connector' = 'print'); CREATE TABLE IF NOT EXISTS c WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 2 AS b;

-- case: or replace
CREATE TABLE c (q STRING) WITH ('connector' = 'print'); CREATE OR REPLACE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a; DESCRIBE c;

-- case: or replace nothing
CREATE OR REPLACE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a; DESCRIBE c;

-- case: replace
CREATE TABLE c (q STRING) WITH ('connector' = 'print'); REPLACE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a; DESCRIBE c;

-- case: replace nothing
REPLACE TABLE c WITH ('connector' = 'blackhole') AS SELECT 1 AS a;

-- case: like and as
CREATE TABLE b (a INT) WITH ('connector' = 'print'); CREATE TABLE c LIKE b AS SELECT 1 AS a;

