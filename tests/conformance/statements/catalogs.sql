-- case: two catalogs in order
CREATE CATALOG z WITH ('type' = 'generic_in_memory'); CREATE CATALOG a WITH ('type' = 'generic_in_memory'); SHOW CATALOGS;

-- case: like
CREATE CATALOG z WITH ('type' = 'generic_in_memory'); CREATE CATALOG a WITH ('type' = 'generic_in_memory'); SHOW CATALOGS LIKE 'd%';

-- case: not like
CREATE CATALOG z WITH ('type' = 'generic_in_memory'); SHOW CATALOGS NOT LIKE 'd%';

-- case: ilike
CREATE CATALOG zed WITH ('type' = 'generic_in_memory'); SHOW CATALOGS ILIKE 'Z_D';

-- case: default database
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); USE CATALOG c; SHOW CURRENT DATABASE;

-- case: given database
CREATE CATALOG c WITH ('type' = 'generic_in_memory', 'default-database' = 'x'); USE CATALOG c; SHOW DATABASES;

-- case: comment
CREATE CATALOG c COMMENT 'hi ''there''' WITH ('type' = 'generic_in_memory'); SHOW CREATE CATALOG c;

-- case: describe
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); DESCRIBE CATALOG c;

-- case: describe extended
CREATE CATALOG c WITH ('type' = 'generic_in_memory', 'default-database' = 'x'); DESC CATALOG EXTENDED c;

-- case: describe unknown
DESCRIBE CATALOG nix;

-- case: twice
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE CATALOG c WITH ('type' = 'generic_in_memory');

-- case: twice if not exists
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE CATALOG IF NOT EXISTS c COMMENT 'x' WITH ('type' = 'generic_in_memory'); DESCRIBE CATALOG c;

-- case: no type
CREATE CATALOG c;

-- case: unknown type
CREATE CATALOG c WITH ('type' = 'nope');

-- case: unknown option
CREATE CATALOG c WITH ('type' = 'generic_in_memory', 'a' = 'b');

-- case: two parts
CREATE CATALOG a.b WITH ('type' = 'generic_in_memory');

-- case: quoted name
CREATE CATALOG `a b` WITH ('type' = 'generic_in_memory'); USE CATALOG `a b`; SHOW CURRENT CATALOG;

-- case: reserved name
CREATE CATALOG order WITH ('type' = 'generic_in_memory');

-- case: drop
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); DROP CATALOG c; SHOW CATALOGS;

-- case: drop unknown
DROP CATALOG c;

-- case: drop if exists
DROP CATALOG IF EXISTS c; SHOW CATALOGS;

-- case: drop in use
DROP CATALOG default_catalog;

-- case: drop default
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); USE CATALOG c; DROP CATALOG default_catalog; SHOW CATALOGS;

-- case: alter comment
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); ALTER CATALOG c COMMENT 'new'; DESCRIBE CATALOG c;

-- case: alter set
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); ALTER CATALOG c SET ('default-database' = 'y'); SHOW CREATE CATALOG c;

-- case: alter reset
CREATE CATALOG c WITH ('type' = 'generic_in_memory', 'default-database' = 'x'); ALTER CATALOG c RESET ('default-database'); SHOW CREATE CATALOG c;

-- case: alter reset type
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); ALTER CATALOG c RESET ('type');

-- case: alter reset nothing
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); ALTER CATALOG c RESET ();

-- case: alter unknown option
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); ALTER CATALOG c SET ('k' = 'v');

-- case: use unknown
USE CATALOG nix;

-- case: use two parts
USE CATALOG a.b;

-- case: tables stay in their catalog
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE TABLE t (a INT) WITH ('connector' = 'print'); USE CATALOG c; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: back again
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); USE CATALOG c; USE CATALOG default_catalog; SHOW CURRENT DATABASE;

