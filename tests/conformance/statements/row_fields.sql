-- case: field bare
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM t;
DESCRIBE vw;

-- case: field of table
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.x FROM t;
DESCRIBE vw;

-- case: field of nested
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT z FROM t;
DESCRIBE vw;

-- case: field y.z
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT y.z FROM t;
DESCRIBE vw;

-- case: field y
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT y FROM t;
DESCRIBE vw;

-- case: field y.x
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT y.x FROM t;
DESCRIBE vw;

-- case: field in where
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t WHERE x = 1;
DESCRIBE vw;

-- case: field in group
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x, COUNT(*) AS c FROM t GROUP BY x;
DESCRIBE vw;

-- case: field group other
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT r.x, COUNT(*) AS c FROM t GROUP BY x;
DESCRIBE vw;

-- case: field order
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t ORDER BY x LIMIT 3;
DESCRIBE vw;

-- case: field case
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT X FROM t;
DESCRIBE vw;

-- case: field in aggregate
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT MAX(x) AS c FROM t;
DESCRIBE vw;

-- case: field name kept
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM t AS q;
DESCRIBE vw;

-- case: field of alias
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT q.x FROM t AS q;
DESCRIBE vw;

-- case: field two tables
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM t, u;
DESCRIBE vw;

-- case: field two tables t.x
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.x FROM t, u;
DESCRIBE vw;

-- case: field from subquery
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM (SELECT r FROM t);
DESCRIBE vw;

-- case: field two rows
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM (SELECT r, r AS q FROM t);
DESCRIBE vw;

-- case: field two rows deeper
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT z FROM (SELECT r, r AS q FROM t);
DESCRIBE vw;

-- case: field same depth
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM (SELECT r.y AS q FROM t);
DESCRIBE vw;

-- case: field in array of rows
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM (SELECT ARRAY[r] AS q FROM t);
DESCRIBE vw;

-- case: field column first
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT x FROM (SELECT r, a AS x FROM t);
DESCRIBE vw;

-- case: field star
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT y.* FROM t;
DESCRIBE vw;

-- case: field of cast
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT f FROM (SELECT CAST(ROW(1, 2) AS ROW<f INT, g INT>) AS q);
DESCRIBE vw;

-- case: field of values
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT f FROM (VALUES (CAST(ROW(1, 2) AS ROW<f INT, g INT>))) AS q (h);
DESCRIBE vw;

-- case: field expr$0
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT `EXPR$0` FROM (SELECT ROW(1, 2) AS q);
DESCRIBE vw;

-- case: field unknown
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT nix FROM t;
DESCRIBE vw;

-- case: field t.r.x
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.r.x FROM t;
DESCRIBE vw;

-- case: field full
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT default_catalog.default_database.t.r.x FROM t;
DESCRIBE vw;

-- case: field full bare
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT default_database.t.x FROM t;
DESCRIBE vw;

-- case: field join using
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t JOIN u USING (x);
DESCRIBE vw;

-- case: field join on
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT b FROM t JOIN u ON t.x = u.x;
DESCRIBE vw;

-- case: field outer
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT b FROM t WHERE EXISTS (SELECT 1 FROM u WHERE c = z);
DESCRIBE vw;

-- case: field outer hidden
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT b FROM t WHERE EXISTS (SELECT 1 FROM u WHERE x = 5);
DESCRIBE vw;

-- case: field over
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT SUM(x) OVER (ORDER BY ts) AS s FROM t;
DESCRIBE vw;

-- case: field window
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT window_start, x FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR);
DESCRIBE vw;

-- case: field computed
CREATE TABLE t (r ROW<x INT>, w AS x + 1) WITH ('connector' = 'datagen');
CREATE VIEW vw AS SELECT w FROM t;
DESCRIBE vw;

-- case: field computed r.x
CREATE TABLE t (r ROW<x INT>, w AS r.x + 1) WITH ('connector' = 'datagen');
CREATE VIEW vw AS SELECT w FROM t;
DESCRIBE vw;

-- case: field watermark
CREATE TABLE t (r ROW<x TIMESTAMP(3)>, WATERMARK FOR r.x AS r.x) WITH ('connector' = 'datagen');
CREATE VIEW vw AS SELECT r FROM t;
DESCRIBE vw;

-- case: field nullable row
CREATE TABLE t (r ROW<x INT NOT NULL>) WITH ('connector' = 'datagen');
CREATE VIEW vw AS SELECT x FROM t;
DESCRIBE vw;

-- case: field not null row
CREATE TABLE t (r ROW<x INT NOT NULL> NOT NULL) WITH ('connector' = 'datagen');
CREATE VIEW vw AS SELECT x FROM t;
DESCRIBE vw;

-- case: peek values
SELECT x, z FROM (SELECT CAST(ROW(1, ROW(2)) AS ROW<x INT, y ROW<z INT>>) AS r);

-- case: peek group
SELECT x, COUNT(*) AS c FROM (SELECT CAST(ROW(1, ROW(2)) AS ROW<x INT, y ROW<z INT>>) AS r) GROUP BY x;

-- case: peek group full
SELECT r.x, COUNT(*) AS c FROM (SELECT CAST(ROW(1, ROW(2)) AS ROW<x INT, y ROW<z INT>>) AS r) GROUP BY x;

-- case: peek alias hides
SELECT x FROM (SELECT 5 AS x, CAST(ROW(1) AS ROW<x INT>) AS r);

-- case: peek order of depth
SELECT x FROM (SELECT CAST(ROW(ROW(1)) AS ROW<y ROW<x INT>>) AS r, CAST(ROW(2) AS ROW<x INT>) AS q);

-- case: peek same depth
SELECT x FROM (SELECT CAST(ROW(ROW(1), ROW(2)) AS ROW<y ROW<x INT>, w ROW<x INT>>) AS r);

-- case: peek quoted
SELECT `x` FROM (SELECT CAST(ROW(1) AS ROW<x INT>) AS r);

-- case: peek having
SELECT COUNT(*) AS c FROM (SELECT CAST(ROW(1) AS ROW<x INT>) AS r) GROUP BY x HAVING x = 1;

-- case: peek in union
SELECT x FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k) UNION ALL SELECT k FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek function
SELECT UPPER(z) AS u, CASE WHEN x = 1 THEN 'one' END AS o FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek distinct
SELECT DISTINCT z FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek count
SELECT COUNT(z) AS c, COUNT(DISTINCT x) AS d FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek filter
SELECT COUNT(*) FILTER (WHERE x = 1) AS c FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek in
SELECT k FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k) WHERE x IN (1, 2);

-- case: peek between
SELECT k FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k) WHERE x BETWEEN 0 AND 2;

-- case: peek cast
SELECT CAST(x AS STRING) AS s FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek of alias
SELECT q.z FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k) AS q;

-- case: peek row itself
SELECT y FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek row field
SELECT y.z FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek row star
SELECT y.* FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek grouping sets
SELECT x, z, COUNT(*) AS c FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k) GROUP BY GROUPING SETS ((x), (z));

-- case: peek expression name
CREATE VIEW w AS SELECT x, x + 1, y.z, r.y FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k); DESCRIBE w;

-- case: peek array of rows
SELECT x FROM (SELECT ARRAY[CAST(ROW(1) AS ROW<x INT>)] AS r);

-- case: peek case
SELECT X FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k);

-- case: peek join unnest
SELECT x, e FROM (SELECT r, ARRAY[1, 2] AS l FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k)) AS v CROSS JOIN UNNEST(l) AS t (e);

-- case: peek unnest array in row
SELECT e FROM (SELECT CAST(ROW(ARRAY[1, 2]) AS ROW<l ARRAY<INT>>) AS r) AS v CROSS JOIN UNNEST(l) AS t (e);

-- case: peek unnest array in row full
SELECT e FROM (SELECT CAST(ROW(ARRAY[1, 2]) AS ROW<l ARRAY<INT>>) AS r) AS v CROSS JOIN UNNEST(v.r.l) AS t (e);

-- case: peek tumble column
CREATE TABLE s (r ROW<x INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen'); CREATE VIEW w AS SELECT x, window_start, COUNT(*) AS c FROM TUMBLE(TABLE s, DESCRIPTOR(ts), INTERVAL '1' HOUR) GROUP BY x, window_start, window_end; DESCRIBE w;

-- case: peek insert
CREATE TABLE s (a INT, b STRING) WITH ('connector' = 'print', 'print-identifier' = 'p'); CREATE VIEW w AS SELECT x, z FROM (SELECT CAST(ROW(1, ROW('q')) AS ROW<x INT, y ROW<z STRING>>) AS r, 7 AS k); SHOW COLUMNS FROM w;

