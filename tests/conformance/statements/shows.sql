-- case: show catalogs
SHOW CATALOGS;

-- case: show catalogs like
SHOW CATALOGS LIKE 'def%';

-- case: show databases like
CREATE DATABASE dx; SHOW DATABASES LIKE 'd_';

-- case: show databases ilike
CREATE DATABASE dx; SHOW DATABASES ILIKE 'DX';

-- case: show tables like
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW TABLES LIKE 'p%';

-- case: show tables not like
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW TABLES NOT LIKE 'p%';

-- case: show tables from
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW TABLES FROM default_database LIKE 'p';

-- case: show tables in
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW TABLES IN default_catalog.default_database LIKE 'p';

-- case: show tables unknown
SHOW TABLES FROM nix;

-- case: show views
CREATE VIEW vv AS SELECT 1 AS a; SHOW VIEWS;

-- case: show views like
CREATE VIEW vv AS SELECT 1 AS a; SHOW VIEWS LIKE 'v%';

-- case: show columns
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW COLUMNS FROM p;

-- case: show columns in like
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW COLUMNS IN p LIKE 'a%';

-- case: show columns not like
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW COLUMNS FROM p NOT LIKE 'a%';

-- case: show columns bad
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW COLUMNS p;

-- case: show indexes
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW INDEXES FROM p;

-- case: show partitions
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW PARTITIONS p;

-- case: show procedures
SHOW PROCEDURES;

-- case: show create table
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW CREATE TABLE p;

-- case: show create view of table
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
SHOW CREATE VIEW p;

-- case: show create table of view
CREATE VIEW vv AS SELECT 1 AS a; SHOW CREATE TABLE vv;

-- case: show create database
SHOW CREATE DATABASE default_database;

-- case: show create function
SHOW CREATE FUNCTION upper;

-- case: show nonsense
SHOW NONSENSE;

-- case: desc
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DESC p;

-- case: describe extended
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DESCRIBE EXTENDED p;

-- case: describe unknown
DESCRIBE nix;

-- case: describe full
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DESCRIBE default_catalog.default_database.p;

-- case: describe query
DESCRIBE SELECT 1;

-- case: describe function unknown
DESCRIBE FUNCTION nix;

-- case: show tables semicolon missing
SHOW TABLES SHOW VIEWS;

