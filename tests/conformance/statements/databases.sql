-- case: in order
CREATE DATABASE z; CREATE DATABASE a; SHOW DATABASES;

-- case: like
CREATE DATABASE abc; CREATE DATABASE abd; SHOW DATABASES LIKE 'ab_';

-- case: escaped like
CREATE DATABASE a_c; CREATE DATABASE abc; SHOW DATABASES LIKE 'a\_c';

-- case: ilike
CREATE DATABASE abc; SHOW DATABASES ILIKE 'A%';

-- case: from catalog
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE DATABASE c.d; SHOW DATABASES FROM c;

-- case: in catalog like
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE DATABASE c.d; SHOW DATABASES IN c LIKE 'd';

-- case: from unknown
SHOW DATABASES FROM nix;

-- case: from two parts
SHOW DATABASES FROM a.b;

-- case: twice
CREATE DATABASE d; CREATE DATABASE d;

-- case: twice if not exists
CREATE DATABASE d; CREATE DATABASE IF NOT EXISTS d; SHOW DATABASES;

-- case: three parts
CREATE DATABASE a.b.c;

-- case: unknown catalog
CREATE DATABASE nix.d;

-- case: use
CREATE DATABASE d; USE d; SHOW CURRENT DATABASE;

-- case: use with catalog
CREATE CATALOG c WITH ('type' = 'generic_in_memory'); CREATE DATABASE c.d; USE c.d; SHOW CURRENT CATALOG; SHOW CURRENT DATABASE;

-- case: use unknown
USE nix;

-- case: use unknown catalog
USE nix.d;

-- case: case matters
CREATE DATABASE d; USE D;

-- case: drop
CREATE DATABASE d; DROP DATABASE d; SHOW DATABASES;

-- case: drop restrict
CREATE DATABASE d; DROP DATABASE d RESTRICT; SHOW DATABASES;

-- case: drop unknown
DROP DATABASE d;

-- case: drop unknown if exists
DROP DATABASE IF EXISTS d; SHOW DATABASES;

-- case: drop in use
DROP DATABASE default_database;

-- case: drop default
CREATE DATABASE d; USE d; DROP DATABASE default_database; SHOW DATABASES;

-- case: drop full
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); DROP DATABASE d;

-- case: drop full with a view
CREATE DATABASE d; CREATE VIEW d.t AS SELECT 1 AS a; DROP DATABASE d RESTRICT;

-- case: drop cascade
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); DROP DATABASE d CASCADE; SHOW DATABASES;

-- case: drop cascade and again
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); DROP DATABASE d CASCADE; CREATE DATABASE d; SHOW TABLES FROM d; SHOW CURRENT DATABASE;

-- case: alter
CREATE DATABASE d WITH ('a' = 'b'); ALTER DATABASE d SET ('a' = 'c'); SHOW DATABASES;

-- case: alter unknown
ALTER DATABASE d SET ('a' = 'c');

-- case: alter reset
CREATE DATABASE d; ALTER DATABASE d RESET ('a');

-- case: comment and options
CREATE DATABASE d COMMENT 'x' WITH ('a' = 'b', 'c' = 'd'); SHOW DATABASES;

-- case: show create
SHOW CREATE DATABASE default_database;

-- case: reserved name
CREATE DATABASE table;

