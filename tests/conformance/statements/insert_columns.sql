-- case: insert r.x
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a, r.x) SELECT 1, 2;

-- case: insert r.x r.y
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a, r.x, r.y) SELECT 1, 2, 'a';

-- case: insert x
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a, x) SELECT 1, 2;

-- case: insert k.a
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (k.a) SELECT 1;

-- case: insert twice
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a, a) SELECT 1, 1;

-- case: insert case
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (A) SELECT 1;

-- case: insert none
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k () SELECT 1;

-- case: insert few
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a) SELECT 1, 2;

-- case: insert alias
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k AS q (a) SELECT 1;

-- case: insert table kw
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO TABLE k SELECT 1, ROW(1, 'a');

-- case: insert values default
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a) VALUES (DEFAULT);

-- case: insert default values
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k DEFAULT VALUES;

-- case: with insert
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
WITH w AS (SELECT 1 AS a) INSERT INTO k (a) SELECT a FROM w;

-- case: insert table
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k TABLE k;

-- case: insert no into
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT k SELECT 1, ROW(1, 'a');

-- case: upsert
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
UPSERT INTO k (a) SELECT 1;

-- case: insert overwrite
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT OVERWRITE k (a) SELECT 1;

-- case: insert on conflict
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k (a) VALUES (1) ON CONFLICT DO NOTHING;

-- case: insert hint
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
INSERT INTO k /*+ OPTIONS('sink.parallelism' = '1') */ (a) SELECT 1;

-- case: replace into
CREATE TABLE k (a INT, r ROW<x INT, y STRING>) WITH ('connector' = 'blackhole');
REPLACE INTO k (a) SELECT 1;

