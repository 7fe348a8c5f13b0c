-- case: set quoted
SET 'parallelism.default' = '1'; SHOW CURRENT DATABASE;

-- case: set no value
SET 'parallelism.default';

-- case: reset
SET 'parallelism.default' = '1'; RESET 'parallelism.default'; SHOW CURRENT DATABASE;

-- case: reset all
RESET; SHOW CURRENT DATABASE;

-- case: set bad value
SET 'parallelism.default' = 'x'; SELECT 1 AS a;

-- case: use unknown
USE nix;

-- case: use catalog unknown
USE CATALOG nix;

-- case: explain select
EXPLAIN nix;

-- case: explain plan for
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
EXPLAIN PLAN FOR nix;

-- case: explain ddl
EXPLAIN CREATE TABLE x (a INT) WITH ('connector' = 'print');

-- case: explain twice
EXPLAIN CHANGELOG_MODE, CHANGELOG_MODE SELECT 1;

-- case: explain bad detail
EXPLAIN NONSENSE SELECT 1;

-- case: set words
SET table.local-time-zone = Asia/Tokyo; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words value quoted
SET table.local-time-zone = 'Asia/Tokyo'; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words key quoted
SET 'table.local-time-zone' = Asia/Tokyo; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words tight
SET table.local-time-zone=Asia/Tokyo; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words two values
SET table.local-time-zone = Asia/Tokyo x; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words comment
SET table.local-time-zone = Asia/Tokyo -- c
; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words lower
set table.local-time-zone = Asia/Tokyo; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words empty
SET table.local-time-zone = ; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words number
SET parallelism.default = 1; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set words no value
SET table.local-time-zone; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set quoted escape
SET 'pipeline.name' = 'it''s'; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set semicolon in value
SET 'pipeline.name' = 'a;b'; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: reset words
SET 'table.local-time-zone' = 'Asia/Tokyo'; RESET table.local-time-zone; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: reset quoted
SET 'table.local-time-zone' = 'Asia/Tokyo'; RESET 'table.local-time-zone'; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set double quotes
SET "table.local-time-zone" = "Asia/Tokyo"; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: set backticks
SET `table.local-time-zone` = `Asia/Tokyo`; SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS z;

-- case: use lower
use default_database; show current database;

-- case: use quoted
USE `default_database`; SHOW CURRENT DATABASE;

-- case: use catalog quoted
USE CATALOG `default_catalog`; SHOW CURRENT CATALOG;

-- case: use full
USE default_catalog.default_database; SHOW CURRENT DATABASE;

