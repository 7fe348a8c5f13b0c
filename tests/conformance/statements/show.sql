-- case: tables like
CREATE DATABASE mine; USE mine; CREATE TABLE ta (a INT) WITH ('connector' = 'print'); CREATE TABLE tb (a INT) WITH ('connector' = 'print'); SHOW TABLES LIKE '%a';

-- case: tables not like
CREATE DATABASE mine; USE mine; CREATE TABLE ta (a INT) WITH ('connector' = 'print'); CREATE TABLE tb (a INT) WITH ('connector' = 'print'); SHOW TABLES NOT LIKE '%a';

-- case: tables of a database
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); SHOW TABLES FROM d;

-- case: tables of a catalog's database
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE TABLE c.`default`.t (a INT) WITH ('connector' = 'print'); SHOW TABLES IN c.`default`;

-- case: tables of unknown
SHOW TABLES FROM nix;

-- case: tables of three parts
SHOW TABLES FROM a.b.c;

-- case: temporary tables
CREATE DATABASE mine; USE mine; CREATE TEMPORARY TABLE tt (a INT) WITH ('connector' = 'print'); SHOW TABLES;

-- case: no tables
CREATE DATABASE mine; USE mine; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: columns
CREATE TABLE t (a INT NOT NULL, b STRING) WITH ('connector' = 'print'); SHOW COLUMNS FROM t;

-- case: columns like
CREATE TABLE t (ab INT, b STRING) WITH ('connector' = 'print'); SHOW COLUMNS IN t LIKE 'a%';

-- case: columns not like
CREATE TABLE t (ab INT, b STRING) WITH ('connector' = 'print'); SHOW COLUMNS FROM t NOT LIKE 'a%';

-- case: columns of unknown
SHOW COLUMNS FROM nix;

-- case: columns without from
SHOW COLUMNS t;

-- case: create table
CREATE TABLE t (a INT NOT NULL, b VARCHAR(5), c CHAR(2), d BYTES, e DECIMAL(5, 1), f TIMESTAMP_LTZ(3)) WITH ('connector' = 'print'); SHOW CREATE TABLE t;

-- case: create temporary table
CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'print'); SHOW CREATE TABLE t;

-- case: create table of unknown
SHOW CREATE TABLE nix;

-- case: create table of a view
CREATE VIEW v AS SELECT 1 AS a; SHOW CREATE TABLE v;

-- case: create view of a table
CREATE TABLE t (a INT) WITH ('connector' = 'print'); SHOW CREATE VIEW t;

-- case: create view
CREATE VIEW v AS SELECT 1 AS a; SHOW CREATE VIEW v;

-- case: partitions of none
CREATE TABLE t (a INT) WITH ('connector' = 'print'); SHOW PARTITIONS t;

-- case: partitions
CREATE TABLE t (a INT, p INT) PARTITIONED BY (p) WITH ('connector' = 'print'); SHOW PARTITIONS t; SHOW CURRENT DATABASE;

-- case: partitions of unknown
SHOW PARTITIONS nix;

-- case: modules
SHOW MODULES;

-- case: full modules
SHOW FULL MODULES;

-- case: jars
SHOW JARS; SHOW CURRENT DATABASE;

-- case: models
SHOW MODELS; SHOW CURRENT DATABASE;

-- case: no user functions
SHOW USER FUNCTIONS; SHOW CURRENT DATABASE;

-- case: user functions
CREATE FUNCTION f AS 'a.B'; CREATE TEMPORARY FUNCTION G AS 'a.C' LANGUAGE SCALA; SHOW USER FUNCTIONS;

-- case: user functions like
CREATE FUNCTION fa AS 'a.B'; CREATE FUNCTION fb AS 'a.B'; SHOW USER FUNCTIONS LIKE '%b';

-- case: functions like
SHOW FUNCTIONS LIKE 'sqr%';

-- case: function twice
CREATE FUNCTION f AS 'a.B'; CREATE FUNCTION f AS 'a.B';

-- case: function if not exists
CREATE FUNCTION f AS 'a.B'; CREATE FUNCTION IF NOT EXISTS f AS 'a.C'; SHOW USER FUNCTIONS;

-- case: function dropped
CREATE FUNCTION f AS 'a.B'; DROP FUNCTION f; SHOW USER FUNCTIONS; SHOW CURRENT DATABASE;

-- case: function unknown
DROP FUNCTION f;

-- case: function unknown if exists
DROP FUNCTION IF EXISTS f; SHOW USER FUNCTIONS; SHOW CURRENT DATABASE;

-- case: function altered
CREATE FUNCTION f AS 'a.B'; ALTER FUNCTION f AS 'a.C' LANGUAGE SCALA; SHOW USER FUNCTIONS;

-- case: function altered unknown
ALTER FUNCTION f AS 'a.C';

-- case: function altered if exists
ALTER FUNCTION IF EXISTS f AS 'a.C'; SHOW USER FUNCTIONS; SHOW CURRENT DATABASE;

-- case: function temporary altered
CREATE TEMPORARY FUNCTION f AS 'a.B'; ALTER TEMPORARY FUNCTION f AS 'a.C';

-- case: function called
CREATE FUNCTION f AS 'a.B'; SELECT f(1);

-- case: system function
CREATE SYSTEM FUNCTION f AS 'a.B';

-- case: function of an unknown language
CREATE FUNCTION f AS 'a.B' LANGUAGE RUST;

-- case: describe
CREATE TABLE t (a INT NOT NULL COMMENT 'x', b STRING, c AS a + 1, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'print'); DESCRIBE t;

-- case: desc extended
CREATE TABLE t (a INT) WITH ('connector' = 'print'); DESC EXTENDED t;

-- case: describe unknown
DESCRIBE nix;

-- case: describe with database
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); DESCRIBE d.t;

-- case: describe a hidden table
CREATE TABLE t (a INT) WITH ('connector' = 'print'); CREATE TEMPORARY TABLE t (b STRING) WITH ('connector' = 'print'); DESCRIBE t;

-- case: call
CALL p(1);

-- case: unload unknown module
UNLOAD MODULE nix;

-- case: load unknown module
LOAD MODULE nix;

-- case: what is not
SHOW NONSENSE;

-- case: create what is not
CREATE NONSENSE x;

-- case: drop what is not
DROP NONSENSE x;

-- case: drop table
CREATE DATABASE mine; USE mine; CREATE TABLE t (a INT) WITH ('connector' = 'print'); DROP TABLE t; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: drop table unknown
DROP TABLE t;

-- case: drop table if exists
CREATE DATABASE mine; USE mine; DROP TABLE IF EXISTS t; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: drop hidden
CREATE TABLE t (a INT) WITH ('connector' = 'print'); CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'print'); DROP TABLE t;

-- case: drop temporary of a permanent
CREATE TABLE t (a INT) WITH ('connector' = 'print'); DROP TEMPORARY TABLE t;

-- case: drop temporary
CREATE DATABASE mine; USE mine; CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'print'); DROP TEMPORARY TABLE t; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: table twice
CREATE TABLE t (a INT) WITH ('connector' = 'print'); CREATE TABLE t (a INT) WITH ('connector' = 'print');

-- case: table if not exists
CREATE TABLE t (a INT) WITH ('connector' = 'print'); CREATE TABLE IF NOT EXISTS t (b INT) WITH ('connector' = 'print'); DESCRIBE t;

-- case: table in an unknown database
CREATE TABLE nix.t (a INT) WITH ('connector' = 'print');

-- case: table in an unknown catalog
CREATE TABLE nix.d.t (a INT) WITH ('connector' = 'print');

-- case: create table with parts
CREATE TABLE t (a ARRAY<STRING>, b MULTISET<INT NOT NULL> NOT NULL, c MAP<STRING, ARRAY<TIMESTAMP_LTZ(3)>>, d ROW<x INT, y STRING NOT NULL, w ROW<q BYTES> NOT NULL>, e TIME, f TIMESTAMP_LTZ, g TIMESTAMP) WITH ('connector' = 'print'); SHOW CREATE TABLE t;

-- case: describe with parts
CREATE TABLE t (a ARRAY<STRING>, b MULTISET<INT NOT NULL> NOT NULL, c MAP<STRING, ARRAY<TIMESTAMP_LTZ(3)>>, d ROW<x INT, y STRING NOT NULL, w ROW<q BYTES> NOT NULL>) WITH ('connector' = 'print'); DESCRIBE t;

-- case: alter with parts
CREATE TABLE t (a ARRAY<STRING>, d ROW<x INT, y STRING NOT NULL, w ROW<q BYTES> NOT NULL>) WITH ('connector' = 'print'); ALTER TABLE t ADD m MAP<STRING, ROW<k INT>> FIRST; SHOW CREATE TABLE t;
