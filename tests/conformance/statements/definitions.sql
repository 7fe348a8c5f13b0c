-- case: drop unknown
DROP TABLE nix;

-- case: drop if exists
DROP TABLE IF EXISTS nix; SHOW CURRENT DATABASE;

-- case: drop view of table
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DROP VIEW p;

-- case: drop table of view
CREATE VIEW vv AS SELECT 1 AS a; DROP TABLE vv;

-- case: drop two
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DROP TABLE p, q;

-- case: drop cascade
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DROP TABLE p CASCADE;

-- case: drop temporary
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
DROP TEMPORARY TABLE p;

-- case: create index
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
CREATE INDEX i ON p (a);

-- case: create schema
CREATE SCHEMA s;

-- case: create user
CREATE USER u;

-- case: alter session
ALTER SESSION SET x = 1;

-- case: create no with
CREATE TABLE x (a INT); SHOW CREATE TABLE x;

-- case: create empty columns
CREATE TABLE x () WITH ('connector' = 'print'); DESCRIBE x;

-- case: create unknown type
CREATE TABLE x (a STRNG) WITH ('connector' = 'print');

-- case: create real
CREATE TABLE x (a REAL) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create int array
CREATE TABLE x (a INT ARRAY, b INT MULTISET) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create null
CREATE TABLE x (a INT NULL, b INT NOT NULL) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create default
CREATE TABLE x (a INT DEFAULT 1) WITH ('connector' = 'print');

-- case: create collate
CREATE TABLE x (a STRING COLLATE utf8) WITH ('connector' = 'print');

-- case: create comment
CREATE TABLE x (a INT COMMENT 'c') COMMENT 't' WITH ('connector' = 'print'); SHOW CREATE TABLE x;

-- case: create trailing comma
CREATE TABLE x (a INT,) WITH ('connector' = 'print');

-- case: create option twice
CREATE TABLE x (a INT) WITH ('connector' = 'print', 'connector' = 'print'); DESCRIBE x;

-- case: create key case
CREATE TABLE x (a INT) WITH ('Connector' = 'print'); DESCRIBE x;

-- case: create unquoted option
CREATE TABLE x (a INT) WITH (connector = 'print');

-- case: create external
CREATE EXTERNAL TABLE x (a INT) WITH ('connector' = 'print');

-- case: create temporary system table
CREATE TEMPORARY SYSTEM TABLE x (a INT) WITH ('connector' = 'print');

-- case: create unlogged name
CREATE TABLE a.b.c.d (a INT) WITH ('connector' = 'print');

-- case: create generated
CREATE TABLE x (a INT, b INT GENERATED ALWAYS AS (a + 1)) WITH ('connector' = 'print');

-- case: create computed of computed
CREATE TABLE x (a INT, b AS a + 1, c AS b + 1) WITH ('connector' = 'datagen'); DESCRIBE x;

-- case: create computed subquery
CREATE TABLE x (a INT, b AS (SELECT 1)) WITH ('connector' = 'datagen');

-- case: create watermark late
CREATE TABLE x (a INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts + INTERVAL '1' SECOND) WITH ('connector' = 'datagen'); DESCRIBE x;

-- case: create watermark 6
CREATE TABLE x (ts TIMESTAMP(6), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen'); DESCRIBE x;

-- case: create watermark string
CREATE TABLE x (ts STRING, WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen'); DESCRIBE x;

-- case: create two watermarks
CREATE TABLE x (ts TIMESTAMP(3), t2 TIMESTAMP(3), WATERMARK FOR ts AS ts, WATERMARK FOR t2 AS t2) WITH ('connector' = 'datagen'); DESCRIBE x;

-- case: create watermark computed
CREATE TABLE x (s STRING, ts AS TO_TIMESTAMP(s), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen'); DESCRIBE x;

-- case: create metadata unknown
CREATE TABLE x (a INT, m STRING METADATA) WITH ('connector' = 'datagen'); SELECT m FROM x;

-- case: create partitioned unknown
CREATE TABLE x (a INT) PARTITIONED BY (b) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');

-- case: create row type
CREATE TABLE x (r ROW<a INT, b ROW<c STRING NOT NULL>>, m MAP<STRING, ARRAY<INT>>) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create reserved column
CREATE TABLE x (date DATE) WITH ('connector' = 'print');

-- case: create nonreserved column
CREATE TABLE x (name STRING, type STRING, id INT, data STRING, status STRING) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create types
CREATE TABLE x (a CHAR, b VARCHAR, c BINARY, d VARBINARY, e DECIMAL, f DECIMAL(5), g TIME(3), h TIMESTAMP, i TIMESTAMP_LTZ, j DOUBLE PRECISION, k NUMERIC(3, 1), l DEC, m CHARACTER VARYING(3), n INTEGER) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create case twice
CREATE TABLE x (a INT, A INT) WITH ('connector' = 'print'); DESCRIBE x;

-- case: create function sql
CREATE FUNCTION f AS 'nix.Nix' LANGUAGE PYTHON; SHOW USER FUNCTIONS;

-- case: create function
CREATE FUNCTION f AS 'nix.Nix'; SHOW USER FUNCTIONS;

-- case: create view with
CREATE VIEW vv COMMENT 'x' AS SELECT 1 AS a; SHOW CREATE VIEW vv;

-- case: create view columns comment
CREATE VIEW vv (a COMMENT 'x') AS SELECT 1 AS a; DESCRIBE vv;

-- case: create view type
CREATE VIEW vv (a INT) AS SELECT 1 AS a;

-- case: create view values
CREATE VIEW vv (a, b) AS VALUES (1, 'x'); SELECT * FROM vv;

-- case: create catalog unknown
CREATE CATALOG c WITH ('type' = 'nix');

-- case: create database comment
CREATE DATABASE d COMMENT 'x' WITH ('k' = 'v'); SHOW DATABASES;

-- case: like cols
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s ; SHOW CREATE TABLE x;

-- case: like (INCLUDING ALL)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (INCLUDING ALL); SHOW CREATE TABLE x;

-- case: like cols (INCLUDING ALL)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (INCLUDING ALL); SHOW CREATE TABLE x;

-- case: like (EXCLUDING ALL)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (EXCLUDING ALL); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING ALL)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING ALL); SHOW CREATE TABLE x;

-- case: like (EXCLUDING OPTIONS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (EXCLUDING OPTIONS); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING OPTIONS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING OPTIONS); SHOW CREATE TABLE x;

-- case: like (INCLUDING OPTIONS EXCLUDING CONSTRAINTS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (INCLUDING OPTIONS EXCLUDING CONSTRAINTS); SHOW CREATE TABLE x;

-- case: like cols (INCLUDING OPTIONS EXCLUDING CONSTRAINTS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (INCLUDING OPTIONS EXCLUDING CONSTRAINTS); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING GENERATED)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING GENERATED); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING WATERMARKS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING WATERMARKS); SHOW CREATE TABLE x;

-- case: like cols (OVERWRITING OPTIONS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (OVERWRITING OPTIONS); SHOW CREATE TABLE x;

-- case: like cols (OVERWRITING WATERMARKS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (OVERWRITING WATERMARKS); SHOW CREATE TABLE x;

-- case: like (INCLUDING NIX)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (INCLUDING NIX); SHOW CREATE TABLE x;

-- case: like cols (INCLUDING NIX)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (INCLUDING NIX); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING METADATA)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING METADATA); SHOW CREATE TABLE x;

-- case: like (EXCLUDING ALL INCLUDING GENERATED)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (EXCLUDING ALL INCLUDING GENERATED); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING ALL INCLUDING GENERATED)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING ALL INCLUDING GENERATED); SHOW CREATE TABLE x;

-- case: like (EXCLUDING ALL INCLUDING CONSTRAINTS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (EXCLUDING ALL INCLUDING CONSTRAINTS); SHOW CREATE TABLE x;

-- case: like cols (EXCLUDING ALL INCLUDING CONSTRAINTS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (EXCLUDING ALL INCLUDING CONSTRAINTS); SHOW CREATE TABLE x;

-- case: like (INCLUDING OPTIONS, EXCLUDING CONSTRAINTS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x WITH ('connector' = 'print') LIKE s (INCLUDING OPTIONS, EXCLUDING CONSTRAINTS); SHOW CREATE TABLE x;

-- case: like cols (INCLUDING OPTIONS, EXCLUDING CONSTRAINTS)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (INCLUDING OPTIONS, EXCLUDING CONSTRAINTS); SHOW CREATE TABLE x;

-- case: like cols (INCLUDING DISTRIBUTION)
CREATE TABLE s (a INT NOT NULL, ts TIMESTAMP(3), c AS a + 1, WATERMARK FOR ts AS ts, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'sc' WITH ('connector' = 'datagen', 'number-of-rows' = '1');
CREATE TABLE x (z INT, d AS z + a) WITH ('connector' = 'datagen', 'rows-per-second' = '5') LIKE s (INCLUDING DISTRIBUTION); SHOW CREATE TABLE x;

-- case: like unknown
CREATE TABLE x LIKE nix;

-- case: like view
CREATE VIEW vv AS SELECT 1 AS a; CREATE TABLE x WITH ('connector' = 'print') LIKE vv; DESCRIBE x;

-- case: like self
CREATE TABLE x (a INT) WITH ('connector' = 'print') LIKE x;

-- case: alter add
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD c INT; SHOW CREATE TABLE p;

-- case: alter add parens
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD (c INT, d STRING FIRST); SHOW CREATE TABLE p;

-- case: alter add after
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD c INT AFTER a; SHOW CREATE TABLE p;

-- case: alter add column kw
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD COLUMN c INT; SHOW CREATE TABLE p;

-- case: alter add exists
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD a INT; SHOW CREATE TABLE p;

-- case: alter add if not exists
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD IF NOT EXISTS c INT; SHOW CREATE TABLE p;

-- case: alter drop
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP b; SHOW CREATE TABLE p;

-- case: alter drop column kw
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP COLUMN b; SHOW CREATE TABLE p;

-- case: alter drop parens
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP (a, b); SHOW CREATE TABLE p;

-- case: alter drop unknown
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP c; SHOW CREATE TABLE p;

-- case: alter modify
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p MODIFY a BIGINT; SHOW CREATE TABLE p;

-- case: alter modify column kw
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p MODIFY COLUMN a BIGINT; SHOW CREATE TABLE p;

-- case: alter modify comment
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p MODIFY a BIGINT COMMENT 'x'; SHOW CREATE TABLE p;

-- case: alter modify unknown
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p MODIFY c BIGINT; SHOW CREATE TABLE p;

-- case: alter change
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p CHANGE a c INT; SHOW CREATE TABLE p;

-- case: alter alter column
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ALTER COLUMN a TYPE BIGINT; SHOW CREATE TABLE p;

-- case: alter rename col
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p RENAME a TO c; SHOW CREATE TABLE p;

-- case: alter rename column kw
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p RENAME COLUMN a TO c; SHOW CREATE TABLE p;

-- case: alter rename exists
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p RENAME a TO b; SHOW CREATE TABLE p;

-- case: alter rename table
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p RENAME TO q; SHOW CREATE TABLE q;

-- case: alter set
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p SET ('print-identifier' = 'x'); SHOW CREATE TABLE p;

-- case: alter set empty
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p SET (); SHOW CREATE TABLE p;

-- case: alter reset
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p RESET ('print-identifier'); SHOW CREATE TABLE p;

-- case: alter reset connector
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p RESET ('connector'); SHOW CREATE TABLE p;

-- case: alter comment
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p COMMENT 'x'; SHOW CREATE TABLE p;

-- case: alter set comment
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p SET COMMENT 'x'; SHOW CREATE TABLE p;

-- case: alter add pk
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD PRIMARY KEY (a) NOT ENFORCED; SHOW CREATE TABLE p;

-- case: alter add pk nullable
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD CONSTRAINT k PRIMARY KEY (a) NOT ENFORCED; SHOW CREATE TABLE p;

-- case: alter drop pk none
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP PRIMARY KEY; SHOW CREATE TABLE p;

-- case: alter add watermark
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD WATERMARK FOR a AS a; SHOW CREATE TABLE p;

-- case: alter add partition
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD PARTITION (a = 1); SHOW CREATE TABLE p;

-- case: alter drop partition
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP PARTITION (a = 1); SHOW CREATE TABLE p;

-- case: alter if exists
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE IF EXISTS nix ADD c INT; SHOW CREATE TABLE p;

-- case: alter unknown
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE nix ADD c INT; SHOW CREATE TABLE p;

-- case: alter two
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD c INT, DROP b; SHOW CREATE TABLE p;

-- case: alter add computed
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD c AS a + 1; SHOW CREATE TABLE p;

-- case: alter add metadata
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p ADD c STRING METADATA; SHOW CREATE TABLE p;

-- case: alter compact
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p COMPACT; SHOW CREATE TABLE p;

-- case: alter set schema
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p SET SCHEMA x; SHOW CREATE TABLE p;

-- case: alter drop distribution
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
ALTER TABLE p DROP DISTRIBUTION; SHOW CREATE TABLE p;

-- case: ctas
CREATE TABLE x WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; DESCRIBE x;

-- case: ctas columns
CREATE TABLE x (b, a) WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; DESCRIBE x;

-- case: ctas unnamed
CREATE TABLE x WITH ('connector' = 'blackhole') AS SELECT 1, 'x'; DESCRIBE x;

-- case: ctas pk
CREATE TABLE x (PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'blackhole') AS SELECT 1 AS a; DESCRIBE x;

-- case: ctas types
CREATE TABLE x (a BIGINT) WITH ('connector' = 'blackhole') AS SELECT 1 AS a; DESCRIBE x;

-- case: ctas if not exists
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
CREATE TABLE IF NOT EXISTS p WITH ('connector' = 'blackhole') AS SELECT 1 AS a, 'x' AS b; DESCRIBE p;

-- case: rtas
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
REPLACE TABLE p WITH ('connector' = 'blackhole') AS SELECT 1 AS z; DESCRIBE p;

-- case: create or replace
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
CREATE OR REPLACE TABLE p WITH ('connector' = 'blackhole') AS SELECT 1 AS z; DESCRIBE p;

-- case: alter view rename
CREATE VIEW vv AS SELECT 1 AS a; ALTER VIEW vv RENAME TO ww; SHOW VIEWS;

-- case: alter view set
CREATE VIEW vv AS SELECT 1 AS a; ALTER VIEW vv SET ('a' = 'b'); SHOW VIEWS;

-- case: alter table on view
CREATE VIEW vv AS SELECT 1 AS a; ALTER TABLE vv ADD c INT;

-- case: view of dropped
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
CREATE VIEW vv AS SELECT a FROM p; DROP TABLE p; DESCRIBE vv;

-- case: view of dropped read
CREATE TEMPORARY VIEW w AS SELECT 1 AS a; CREATE TEMPORARY VIEW vv AS SELECT a FROM w; DROP TEMPORARY VIEW w; SELECT * FROM vv;

-- case: describe view comments
CREATE VIEW vv (a COMMENT 'x', b) COMMENT 'v' AS SELECT 1, 2; DESCRIBE vv; SHOW CREATE VIEW vv;

