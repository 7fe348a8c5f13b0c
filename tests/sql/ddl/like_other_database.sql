-- LIKE takes a table of another database.
CREATE DATABASE d;
CREATE TABLE d.base (a INT, c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'lc' WITH ('connector' = 'print', 'print-identifier' = 'x');
CREATE TABLE l2 (z INT) LIKE d.base;
SHOW CREATE TABLE l2;
CREATE TABLE l4 (z INT) WITH ('connector' = 'print') LIKE default_catalog.d.base (EXCLUDING ALL INCLUDING GENERATED);
SHOW CREATE TABLE l4;
CREATE TABLE l7 (c AS a + 5) WITH ('connector' = 'blackhole') LIKE d.base (EXCLUDING OPTIONS OVERWRITING GENERATED);
SHOW CREATE TABLE l7;
