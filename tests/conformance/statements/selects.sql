-- case: select all
SELECT ALL k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select distinct
SELECT DISTINCT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select distinct all
SELECT DISTINCT ALL k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select star column
SELECT *, k AS kk FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select column star
SELECT k AS kk, * FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select two stars
SELECT *, * FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select v.*
SELECT v.* FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select x.*
SELECT x.* FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select star except
SELECT * EXCEPT (k) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select star exclude
SELECT * EXCLUDE (k) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select trailing comma
SELECT k, FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select nothing
SELECT FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select into
SELECT k INTO x FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select top
SELECT TOP 1 k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: select stream
SELECT STREAM k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: from first
FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) SELECT k;

-- case: duplicate names
SELECT k AS a, n AS a FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: duplicate names used
SELECT a FROM (SELECT k AS a, n AS a FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n));

-- case: duplicate names star
SELECT * FROM (SELECT k AS a, n AS a FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n));

-- case: lateral alias
SELECT k AS a, a + 1 AS b FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: where alias
SELECT k AS a FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) WHERE a = 1;

-- case: where aggregate
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) WHERE COUNT(*) > 1;

-- case: where int
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) WHERE k;

-- case: where string
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) WHERE 'true';

-- case: from dual
SELECT 1 FROM dual;

-- case: values
VALUES (1, 'a'), (2, 'b');

-- case: values row
VALUES ROW(1, 'a'), ROW(2, 'b');

-- case: values scalar
VALUES 1, 2, 3;

-- case: values types
VALUES (1), (2.5), (CAST(3 AS BIGINT));

-- case: values types text
VALUES ('a'), ('bcd'), (CAST('x' AS VARCHAR(10)));

-- case: values types bad
VALUES (1), ('a');

-- case: values null
VALUES (1), (NULL);

-- case: values cast null
VALUES (1), (CAST(NULL AS INT));

-- case: values widths
VALUES (1, 2), (3);

-- case: values dates
VALUES (DATE '2024-01-01'), (TIMESTAMP '2024-01-01 10:00:00');

-- case: values bool int
VALUES (TRUE), (1);

-- case: values in from
SELECT * FROM (VALUES (1, 'a'));

-- case: values no parens
SELECT * FROM VALUES (1, 'a') AS t (a, b);

-- case: values alias
SELECT t.a FROM (VALUES (1, 'a')) t (a, b);

-- case: values alias few
SELECT t.a FROM (VALUES (1, 'a')) t (a);

-- case: values order
SELECT * FROM (VALUES (2), (1)) AS t (a) ORDER BY a;

-- case: values expr$
SELECT EXPR$0 + EXPR$1 AS s FROM (VALUES (1, 2));

-- case: distinct on
SELECT DISTINCT ON (k) k, n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: subquery alias
SELECT q.k FROM (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) AS q;

-- case: subquery no alias
SELECT k FROM (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n));

-- case: subquery columns
SELECT a FROM (SELECT k, n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) AS q (a, b);

-- case: subquery deep
SELECT a FROM (SELECT a FROM (SELECT a FROM (SELECT a FROM (SELECT 1 AS a))));

-- case: subquery parens
SELECT a FROM ((SELECT 1 AS a));

-- case: subquery order
SELECT k FROM (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) ORDER BY k);

-- case: table parens
SELECT * FROM (p);

-- case: outer name hidden
SELECT v.k FROM (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) AS q;

-- case: tablesample
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) TABLESAMPLE BERNOULLI (50);

-- case: pivot
SELECT * FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) PIVOT (SUM(n) FOR k IN (1, 2));

-- case: select table kw
CREATE TABLE p (a INT, b STRING) WITH ('connector' = 'print');
TABLE p;

-- case: hint options subquery
SELECT k FROM (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) /*+ OPTIONS('a' = 'b') */ AS q;

-- case: hint options view
CREATE VIEW vv AS SELECT 1 AS a; SELECT * FROM vv /*+ OPTIONS('a' = 'b') */;

-- case: hint options values
CREATE TABLE t (a INT, b STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
SELECT a FROM t /*+ OPTIONS('nix' = '1') */;

-- case: hint unknown
SELECT /*+ NIX(a) */ k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: function unknown
SELECT uper(s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: function case
SELECT UpPer(s) AS u FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: function quoted
SELECT `UPPER`(s) AS u FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: function space
SELECT UPPER (s) AS u FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: function args
SELECT UPPER(s, s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: function no args
SELECT UPPER() FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: named args scalar
SELECT UPPER(x => s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: bare current
SELECT CURRENT_DATE IS NULL AS a;

-- case: bare name 2
CREATE VIEW vv AS SELECT CURRENT_DATE(), NOW(), PI(), CAST(1 AS INT), -1, (1), 'x'; DESCRIBE vv;

-- case: names of fields
CREATE VIEW vv AS SELECT r.a, r.b.c, r.l[1], (r).a AS x, m['k'] FROM (SELECT CAST(NULL AS ROW<a INT, b ROW<c INT>, l ARRAY<INT>>) AS r, MAP['k', 1] AS m); DESCRIBE vv;

-- case: row in row
SELECT r.a.b AS x FROM (SELECT CAST(ROW(ROW(1)) AS ROW<a ROW<b INT>>) AS r);

-- case: array of rows
SELECT l[1].a AS x FROM (SELECT ARRAY[CAST(ROW(5) AS ROW<a INT>)] AS l);

-- case: unnest
SELECT x FROM UNNEST(ARRAY[1, 2]) AS t (x);

-- case: unnest join
SELECT k, x FROM (VALUES (1, ARRAY[1, 2])) AS v (k, l) CROSS JOIN UNNEST(l) AS t (x);

-- case: unnest comma
SELECT k, x FROM (VALUES (1, ARRAY[1, 2])) AS v (k, l), UNNEST(l) AS t (x);

-- case: unnest field
SELECT k, a FROM (VALUES (1, ARRAY[CAST(ROW(5) AS ROW<a INT>)])) AS v (k, l) CROSS JOIN UNNEST(l);

-- case: unnest row alias field
SELECT k, t.a FROM (VALUES (1, ARRAY[CAST(ROW(5) AS ROW<a INT>)])) AS v (k, l) CROSS JOIN UNNEST(l) AS t;

-- case: unnest ambiguous
SELECT x FROM (SELECT CAST(ROW(1) AS ROW<x INT>) AS r, ARRAY[1] AS l) AS v CROSS JOIN UNNEST(l) AS t (x);

-- case: star of peeked
SELECT * FROM (SELECT CAST(ROW(1, ROW(2)) AS ROW<x INT, y ROW<z INT>>) AS r);

-- case: interval column
SELECT ts + INTERVAL (n) DAY AS d FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', 2)) AS v (ts, n);

-- case: interval name
SELECT ts + INTERVAL n DAY AS d FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', 2)) AS v (ts, n);

-- case: interval qualified name
SELECT ts + INTERVAL v.n HOUR AS d FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', 2)) AS v (ts, n);

-- case: interval minus name
SELECT ts - INTERVAL -n HOUR AS d FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', 2)) AS v (ts, n);

-- case: case many
SELECT CASE n WHEN 1, 2 THEN 'few' WHEN 3 THEN 'three' ELSE 'many' END AS w FROM (VALUES (1), (2), (3), (4)) AS v (n);

-- case: select hint comment
SELECT /*+ BROADCAST(v) */ n FROM (VALUES (1)) AS v (n);

-- case: marked in ddl
CREATE TABLE s (a INT) COMMENT N'x' WITH ('connector' = 'print');

-- case: joined in option
CREATE TABLE s (a INT) WITH ('connector' = 'pr'
'int'); DESCRIBE s;

-- case: unicode in option
CREATE TABLE s (a INT) WITH ('connector' = U&'prin\0074'); DESCRIBE s;

-- case: interval unit plural
SELECT INTERVAL (2) DAYS AS i;

-- case: interval sum
SELECT TIMESTAMP '2024-01-01 00:00:00' + INTERVAL (1) DAY + INTERVAL (2) HOUR AS t;

-- case: interval month name
SELECT d + INTERVAL n MONTH AS t FROM (VALUES (DATE '2024-01-31', 1)) AS v (d, n);

-- case: interval null
SELECT d + INTERVAL n DAY AS t FROM (VALUES (DATE '2024-01-31', CAST(NULL AS INT))) AS v (d, n);

-- case: interval show
CREATE VIEW w AS SELECT INTERVAL n DAY AS i FROM (VALUES (1)) AS v (n); DESCRIBE w;

