-- case: simple
CREATE VIEW v AS SELECT 1 AS a, 'x' AS b; DESCRIBE v;

-- case: named columns
CREATE VIEW v (p, q) AS SELECT 1 AS a, 'x' AS b; DESCRIBE v;

-- case: too few names
CREATE VIEW v (p) AS SELECT 1 AS a, 'x' AS b;

-- case: names twice
CREATE VIEW v (p, p) AS SELECT 1 AS a, 'x' AS b;

-- case: columns twice
CREATE VIEW v AS SELECT 1 AS a, 2 AS a;

-- case: there already
CREATE VIEW v AS SELECT 1 AS a; CREATE VIEW v AS SELECT 2 AS a;

-- case: if not exists
CREATE VIEW v AS SELECT 1 AS a; CREATE VIEW IF NOT EXISTS v AS SELECT 2 AS b; DESCRIBE v;

-- case: name of a table
CREATE TABLE v (a INT) WITH ('connector' = 'print'); CREATE VIEW v AS SELECT 1 AS a;

-- case: temporary over a table
CREATE TABLE v (a INT) WITH ('connector' = 'print'); CREATE TEMPORARY VIEW v AS SELECT 'x' AS b; DESCRIBE v;

-- case: temporary twice
CREATE TEMPORARY VIEW v AS SELECT 1 AS a; CREATE TEMPORARY VIEW v AS SELECT 2 AS a;

-- case: or replace
CREATE OR REPLACE VIEW v AS SELECT 1 AS a; SHOW CURRENT DATABASE;

-- case: unknown table
CREATE VIEW v AS SELECT * FROM nix;

-- case: rows
CREATE VIEW v AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS x (i, s); SELECT s FROM v WHERE i = 2;

-- case: view of a view
CREATE VIEW v AS SELECT 1 AS a; CREATE VIEW w AS SELECT a + 1 AS b FROM v; SELECT b FROM w;

-- case: with
CREATE VIEW v AS WITH q AS (SELECT 1 AS a) SELECT a FROM q; SELECT * FROM v;

-- case: named as the WITH query
CREATE VIEW q AS SELECT 'view' AS a; CREATE VIEW v AS WITH q AS (SELECT 'with' AS a) SELECT a FROM q; SELECT * FROM v;

-- case: of another database
CREATE DATABASE d; CREATE VIEW d.v AS SELECT 1 AS a; SELECT d.v.a FROM d.v;

-- case: means its own database
CREATE DATABASE d; USE d; CREATE VIEW src AS SELECT 'd' AS a; CREATE VIEW v AS SELECT a FROM src; USE default_database; CREATE VIEW src AS SELECT 'default' AS a; SELECT * FROM d.v;

-- case: alter
CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v AS SELECT 'x' AS b; SELECT * FROM v;

-- case: alter unknown
ALTER VIEW v AS SELECT 1;

-- case: alter a table
CREATE TABLE t (a INT) WITH ('connector' = 'print'); ALTER VIEW t AS SELECT 1;

-- case: alter temporary
CREATE TEMPORARY VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME TO w;

-- case: rename
CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME TO w; SHOW VIEWS;

-- case: rename to one there
CREATE TABLE t (a INT) WITH ('connector' = 'print'); CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW v RENAME TO t;

-- case: drop
CREATE VIEW v AS SELECT 1 AS a; DROP VIEW v; SHOW VIEWS; SHOW CURRENT DATABASE;

-- case: drop unknown
DROP VIEW v;

-- case: drop if exists
DROP VIEW IF EXISTS v; SHOW VIEWS; SHOW CURRENT DATABASE;

-- case: drop as table
CREATE VIEW v AS SELECT 1 AS a; DROP TABLE v;

-- case: drop table as view
CREATE TABLE t (a INT) WITH ('connector' = 'print'); DROP VIEW t;

-- case: drop temporary
CREATE TEMPORARY VIEW v AS SELECT 1 AS a; DROP TEMPORARY VIEW v; SHOW VIEWS; SHOW CURRENT DATABASE;

-- case: drop temporary without the word
CREATE TEMPORARY VIEW v AS SELECT 1 AS a; DROP VIEW v;

-- case: show like
CREATE VIEW va AS SELECT 1 AS a; CREATE VIEW vb AS SELECT 1 AS a; SHOW VIEWS LIKE '%b';

-- case: show of a database
CREATE DATABASE d; CREATE VIEW d.v AS SELECT 1 AS a; SHOW VIEWS FROM d;

-- case: show with tables
CREATE DATABASE mine; USE mine; CREATE TABLE t (a INT) WITH ('connector' = 'print'); CREATE VIEW v AS SELECT 1 AS a; SHOW TABLES; SHOW VIEWS;

-- case: into a view
CREATE VIEW v AS SELECT 1 AS a; INSERT INTO v SELECT 2;

