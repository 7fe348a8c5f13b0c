-- Statements that are refused.

-- case: SELECT nope FROM logic
SELECT nope FROM logic;

-- case: SELECT id FROM nope
SELECT id FROM nope;

-- case: SELECT nope.id FROM logic
SELECT nope.id FROM logic;

-- case: SELECT id, COUNT(*) FROM logic
SELECT id, COUNT(*) FROM logic;

-- case: SELECT a FROM logic GROUP BY b
SELECT a FROM logic GROUP BY b;

-- case: SELECT * FROM logic GROUP BY a
SELECT * FROM logic GROUP BY a;

-- case: SELECT COUNT(*) FROM logic HAVING a
SELECT COUNT(*) FROM logic HAVING a;

-- case: SELECT SUM(s) FROM logic
SELECT SUM(s) FROM logic;

-- case: SELECT AVG(a) FROM logic
SELECT AVG(a) FROM logic;

-- case: SELECT SUM(SUM(i)) FROM logic
SELECT SUM(SUM(i)) FROM logic;

-- case: SELECT id FROM logic WHERE COUNT(*) > 1
SELECT id FROM logic WHERE COUNT(*) > 1;

-- case: SELECT id FROM logic WHERE i
SELECT id FROM logic WHERE i;

-- case: SELECT id FROM logic WHERE s
SELECT id FROM logic WHERE s;

-- case: SELECT NOPE(1)
SELECT NOPE(1);

-- case: SELECT ABS()
SELECT ABS();

-- case: SELECT ABS(1, 2)
SELECT ABS(1, 2);

-- case: SELECT ABS('x')
SELECT ABS('x');

-- case: SELECT UPPER(1)
SELECT UPPER(1);

-- case: SELECT SUBSTRING('abc')
SELECT SUBSTRING('abc');

-- case: SELECT 1 + 'a'
SELECT 1 + 'a';

-- case: SELECT 'a' - 'b'
SELECT 'a' - 'b';

-- case: SELECT DATE '2024-01-01' + 1
SELECT DATE '2024-01-01' + 1;

-- case: SELECT TRUE + 1
SELECT TRUE + 1;

-- case: SELECT -'a'
SELECT -'a';

-- case: SELECT NOT 1
SELECT NOT 1;

-- case: SELECT 1 AND 2
SELECT 1 AND 2;

-- case: SELECT 1 = 'a'
SELECT 1 = 'a';

-- case: SELECT CAST(1 AS NOPE)
SELECT CAST(1 AS NOPE);

-- case: SELECT CAST('x' AS DECIMAL(40, 2))
SELECT CAST('x' AS DECIMAL(40, 2));

-- case: SELECT CAST(1 AS DECIMAL(5, 6))
SELECT CAST(1 AS DECIMAL(5, 6));

-- case: SELECT CAST(1 AS TIMESTAMP(10))
SELECT CAST(1 AS TIMESTAMP(10));

-- case: SELECT CAST('x' AS CHAR(0))
SELECT CAST('x' AS CHAR(0));

-- case: SELECT CASE WHEN 1 THEN 2 END
SELECT CASE WHEN 1 THEN 2 END;

-- case: SELECT COALESCE()
SELECT COALESCE();

-- case: SELECT NULLIF(1)
SELECT NULLIF(1);

-- case: SELECT IF(1, 2, 3)
SELECT IF(1, 2, 3);

-- case: SELECT 1 FROM logic l, logic l
SELECT 1 FROM logic l, logic l;

-- case: SELECT id FROM logic UNION ALL SELECT id, s FROM logic
SELECT id FROM logic UNION ALL SELECT id, s FROM logic;

-- case: SELECT 1 UNION ALL SELECT 'a'
SELECT 1 UNION ALL SELECT 'a';

-- case: VALUES (1), (2, 3)
VALUES (1), (2, 3);

-- case: SELECT EXTRACT(NOPE FROM DATE '2024-01-01')
SELECT EXTRACT(NOPE FROM DATE '2024-01-01');

-- case: SELECT 1 1
SELECT 1 1;

-- case: SELECT FROM logic
SELECT FROM logic;

-- case: SELECT * logic
SELECT * logic;

-- case: SELEC 1
SELEC 1;

-- case: SELECT (1
SELECT (1;

-- case: SELECT 'abc
SELECT 'abc;

-- case: INSERT INTO logic
INSERT INTO logic;

-- case: INSERT INTO nope SELECT 1
INSERT INTO nope SELECT 1;

-- case: CREATE TABLE t (a INT, a INT) WITH ('connector' = 'print')
CREATE TABLE t (a INT, a INT) WITH ('connector' = 'print');

-- case: CREATE TABLE t (a NOPE) WITH ('connector' = 'print')
CREATE TABLE t (a NOPE) WITH ('connector' = 'print');

-- case: CREATE TABLE logic (a INT) WITH ('connector' = 'print')
CREATE TABLE logic (a INT) WITH ('connector' = 'print');

-- case: CREATE VIEW v AS SELECT nope FROM logic
CREATE VIEW v AS SELECT nope FROM logic;

-- case: CREATE TABLE t (a INT, PRIMARY KEY (b) NOT ENFORCED) WITH ('connector' = 'print')
CREATE TABLE t (a INT, PRIMARY KEY (b) NOT ENFORCED) WITH ('connector' = 'print');

-- case: CREATE TABLE t (a INT, PRIMARY KEY (a)) WITH ('connector' = 'print')
CREATE TABLE t (a INT, PRIMARY KEY (a)) WITH ('connector' = 'print');

-- case: CREATE TABLE t (a INT, WATERMARK FOR a AS a) WITH ('connector' = 'print')
CREATE TABLE t (a INT, WATERMARK FOR a AS a) WITH ('connector' = 'print');

-- case: DROP TABLE nope
DROP TABLE nope;

-- case: DROP VIEW logic
DROP VIEW logic;

-- case: DESCRIBE nope
DESCRIBE nope;

-- case: SELECT LISTAGG(i) FROM logic
SELECT LISTAGG(i) FROM logic;

-- case: SELECT id AS x, s AS x, x FROM logic
SELECT id AS x, s AS x, x FROM logic;

-- case: SELECT a.id FROM (SELECT id FROM logic) AS b
SELECT a.id FROM (SELECT id FROM logic) AS b;
