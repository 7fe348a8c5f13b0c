-- case: add
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q BIGINT; SHOW CREATE TABLE s;

-- case: add in parentheses
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (q BIGINT); SHOW CREATE TABLE s;

-- case: add two
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (q BIGINT, r DATE); SHOW CREATE TABLE s;

-- case: add first
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q BIGINT FIRST; SHOW CREATE TABLE s;

-- case: add after
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q BIGINT AFTER x; SHOW CREATE TABLE s;

-- case: add after a new one
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (q BIGINT FIRST, r INT AFTER q); SHOW CREATE TABLE s;

-- case: add two first
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (q BIGINT FIRST, r INT FIRST); SHOW CREATE TABLE s;

-- case: add with comment
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q BIGINT COMMENT 'it''s'; SHOW CREATE TABLE s;

-- case: add with comment and place
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q BIGINT COMMENT 'c' AFTER y; SHOW CREATE TABLE s;

-- case: add not null
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q BIGINT NOT NULL; SHOW CREATE TABLE s;

-- case: add computed
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q AS x + 1; SHOW CREATE TABLE s;

-- case: add computed of a new one
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (q INT, r AS q * 2); SHOW CREATE TABLE s;

-- case: add metadata
CREATE TABLE f (x INT) WITH ('connector' = 'filesystem', 'path' = '/tmp/none', 'format' = 'json'); ALTER TABLE f ADD n STRING METADATA FROM 'file.name' VIRTUAL; SHOW CREATE TABLE f;

-- case: add watermark
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (w TIMESTAMP(3), WATERMARK FOR w AS w - INTERVAL '1' MINUTE); SHOW CREATE TABLE s;

-- case: add key
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD PRIMARY KEY (x) NOT ENFORCED; SHOW CREATE TABLE s;

-- case: add named key
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD CONSTRAINT kk PRIMARY KEY (x, y) NOT ENFORCED; SHOW CREATE TABLE s;

-- case: add key of a new column
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD (q INT NOT NULL, PRIMARY KEY (q) NOT ENFORCED); SHOW CREATE TABLE s;

-- case: add there already
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD x INT; SHOW CREATE TABLE s;

-- case: add after unknown
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q INT AFTER nix; SHOW CREATE TABLE s;

-- case: add second key
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t ADD PRIMARY KEY (b) NOT ENFORCED; SHOW CREATE TABLE t;

-- case: add second watermark
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t ADD WATERMARK FOR ts AS ts; SHOW CREATE TABLE t;

-- case: add enforced key
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD PRIMARY KEY (x); SHOW CREATE TABLE s;

-- case: add key of unknown
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD PRIMARY KEY (nix) NOT ENFORCED; SHOW CREATE TABLE s;

-- case: add key of computed
CREATE TABLE t (a INT, c AS a + 1) WITH ('connector' = 'print'); ALTER TABLE t ADD PRIMARY KEY (c) NOT ENFORCED; SHOW CREATE TABLE t;

-- case: add computed of unknown
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q AS nix + 1; SHOW CREATE TABLE s;

-- case: add watermark of text
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD WATERMARK FOR y AS y; SHOW CREATE TABLE s;

-- case: add nothing
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD; SHOW CREATE TABLE s;

-- case: add name only
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD q; SHOW CREATE TABLE s;

-- case: modify type
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY x STRING; SHOW CREATE TABLE s;

-- case: modify keeps comment
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY b INT; SHOW CREATE TABLE t;

-- case: modify comment
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY b STRING COMMENT 'new'; SHOW CREATE TABLE t;

-- case: modify place
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY z DOUBLE FIRST; SHOW CREATE TABLE s;

-- case: modify place after
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY x INT AFTER z; SHOW CREATE TABLE s;

-- case: modify two
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY (x BIGINT AFTER z, y INT FIRST); SHOW CREATE TABLE s;

-- case: modify to computed
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY z AS x * 2; SHOW CREATE TABLE s;

-- case: modify computed
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY c AS a + 2; SHOW CREATE TABLE t;

-- case: modify watermark
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY WATERMARK FOR ts AS ts; SHOW CREATE TABLE t;

-- case: modify key
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY PRIMARY KEY (b) NOT ENFORCED; SHOW CREATE TABLE t;

-- case: modify named key
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY CONSTRAINT n PRIMARY KEY (b) NOT ENFORCED; SHOW CREATE TABLE t;

-- case: modify key column
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY a BIGINT; SHOW CREATE TABLE t;

-- case: modify unknown
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY nix INT; SHOW CREATE TABLE s;

-- case: modify missing key
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY PRIMARY KEY (x) NOT ENFORCED; SHOW CREATE TABLE s;

-- case: modify missing watermark
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s MODIFY WATERMARK FOR z AS z; SHOW CREATE TABLE s;

-- case: modify breaks computed
CREATE TABLE t (a INT, c AS a * 2) WITH ('connector' = 'print'); ALTER TABLE t MODIFY a STRING; SHOW CREATE TABLE t;

-- case: modify breaks watermark
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t MODIFY ts STRING; SHOW CREATE TABLE t;

-- case: drop
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP y; SHOW CREATE TABLE s;

-- case: drop two
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP (y, x); SHOW CREATE TABLE s;

-- case: drop computed
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t DROP c; SHOW CREATE TABLE t;

-- case: drop computed and its column
CREATE TABLE t (a INT, d INT, c AS d + 1) WITH ('connector' = 'print'); ALTER TABLE t DROP (c, d); SHOW CREATE TABLE t;

-- case: drop unknown
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP nix; SHOW CREATE TABLE s;

-- case: drop twice
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP (y, y); SHOW CREATE TABLE s;

-- case: drop needed
CREATE TABLE t (a INT, c AS a * 2) WITH ('connector' = 'print'); ALTER TABLE t DROP a; SHOW CREATE TABLE t;

-- case: drop rowtime
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t DROP ts; SHOW CREATE TABLE t;

-- case: drop key column
CREATE TABLE t (a INT, b INT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'print'); ALTER TABLE t DROP a; SHOW CREATE TABLE t;

-- case: drop partition column
CREATE TABLE t (a INT, b INT) PARTITIONED BY (b) WITH ('connector' = 'print'); ALTER TABLE t DROP b; SHOW CREATE TABLE t;

-- case: drop key
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t DROP PRIMARY KEY; SHOW CREATE TABLE t;

-- case: drop constraint
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t DROP CONSTRAINT PK_a; SHOW CREATE TABLE t;

-- case: drop unknown constraint
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t DROP CONSTRAINT nix; SHOW CREATE TABLE t;

-- case: drop missing key
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP PRIMARY KEY; SHOW CREATE TABLE s;

-- case: drop watermark
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t DROP WATERMARK; SHOW CREATE TABLE t;

-- case: drop missing watermark
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP WATERMARK; SHOW CREATE TABLE s;

-- case: drop column word
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s DROP COLUMN y; SHOW CREATE TABLE s;

-- case: rename column
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RENAME y TO yy; SHOW CREATE TABLE s;

-- case: rename quoted
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RENAME y TO `select`; SHOW CREATE TABLE s;

-- case: rename computed
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t RENAME c TO cc; SHOW CREATE TABLE t;

-- case: rename needed
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t RENAME a TO aa; SHOW CREATE TABLE t;

-- case: rename rowtime
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t RENAME ts TO tt; SHOW CREATE TABLE t;

-- case: rename key column
CREATE TABLE t (a INT, b INT, PRIMARY KEY (b) NOT ENFORCED) WITH ('connector' = 'print'); ALTER TABLE t RENAME b TO bb; SHOW CREATE TABLE t;

-- case: rename partition column
CREATE TABLE t (a INT, b INT) PARTITIONED BY (b) WITH ('connector' = 'print'); ALTER TABLE t RENAME b TO bb; SHOW CREATE TABLE t;

-- case: rename unknown column
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RENAME nix TO yy; SHOW CREATE TABLE s;

-- case: rename to one there
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RENAME x TO y; SHOW CREATE TABLE s;

-- case: rename table
CREATE DATABASE mine; USE mine; CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RENAME TO u; SHOW TABLES;

-- case: rename table keeps all
CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE t RENAME TO u; SHOW CREATE TABLE u;

-- case: rename to a name there
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); CREATE TABLE t (a INT, b STRING COMMENT 'bb', c AS a + 1, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (a) NOT ENFORCED) COMMENT 'tc' WITH ('connector' = 'print'); ALTER TABLE s RENAME TO t;

-- case: rename unknown table
ALTER TABLE nix RENAME TO u;

-- case: rename if exists
CREATE DATABASE mine; USE mine; ALTER TABLE IF EXISTS nix RENAME TO u; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: set
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s SET ('print-identifier' = 'x'); SHOW CREATE TABLE s;

-- case: set again
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s SET ('print-identifier' = 'x'); ALTER TABLE s SET ('print-identifier' = 'y'); SHOW CREATE TABLE s;

-- case: set another connector
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s SET ('connector' = 'blackhole'); SHOW CREATE TABLE s;

-- case: set nothing
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s SET (); SHOW CREATE TABLE s;

-- case: reset
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s SET ('print-identifier' = 'x'); ALTER TABLE s RESET ('print-identifier'); SHOW CREATE TABLE s;

-- case: reset unknown
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RESET ('nix'); SHOW CREATE TABLE s;

-- case: reset connector
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RESET ('connector'); SHOW CREATE TABLE s;

-- case: reset nothing
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s RESET (); SHOW CREATE TABLE s;

-- case: of a view
CREATE VIEW v AS SELECT 1 AS a; ALTER TABLE v ADD b INT;

-- case: of a temporary table
CREATE TEMPORARY TABLE tt (a INT) WITH ('connector' = 'print'); ALTER TABLE tt ADD b INT;

-- case: of nothing
ALTER TABLE nix ADD b INT;

-- case: of nothing if exists
CREATE DATABASE mine; USE mine; ALTER TABLE IF EXISTS nix ADD b INT; SHOW TABLES; SHOW CURRENT DATABASE;

-- case: of another database
CREATE DATABASE d; CREATE TABLE d.t (a INT) WITH ('connector' = 'print'); ALTER TABLE d.t ADD b INT; DESCRIBE d.t;

-- case: comment
CREATE TABLE t (a INT) WITH ('connector' = 'print'); ALTER TABLE t COMMENT 'x';

-- case: if not exists
CREATE TABLE s (x INT, y STRING, z DOUBLE) WITH ('connector' = 'print'); ALTER TABLE s ADD IF NOT EXISTS q INT; SHOW CREATE TABLE s;

