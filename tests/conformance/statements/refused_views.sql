-- case: view join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, c FROM t JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view left join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, c, u.a AS ua FROM t LEFT JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view full join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, c FROM t FULL OUTER JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view cross join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, c FROM t, u;
DESCRIBE vw;

-- case: view natural join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM (SELECT a, b FROM t) NATURAL JOIN (SELECT a, c FROM u);
DESCRIBE vw;

-- case: view using
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM (SELECT a, b FROM t) JOIN (SELECT a, c FROM u) USING (a);
DESCRIBE vw;

-- case: view using left
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM (SELECT a, b FROM t) LEFT JOIN (SELECT a, c FROM u) USING (a);
DESCRIBE vw;

-- case: view using full
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM (SELECT a, b FROM t) FULL JOIN (SELECT a, c FROM u) USING (a);
DESCRIBE vw;

-- case: view interval join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, u.ts FROM t JOIN u ON t.a = u.a AND t.ts BETWEEN u.ts - INTERVAL '1' HOUR AND u.ts;
DESCRIBE vw;

-- case: view temporal join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a FROM t JOIN u FOR SYSTEM_TIME AS OF t.ts AS v ON t.a = v.a;
DESCRIBE vw;

-- case: view join star
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM t JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view semi
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t WHERE a IN (SELECT a FROM u);
DESCRIBE vw;

-- case: view anti
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t WHERE a NOT IN (SELECT a FROM u);
DESCRIBE vw;

-- case: view exists
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a);
DESCRIBE vw;

-- case: view scalar
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a, (SELECT MAX(x) FROM u) AS mx FROM t;
DESCRIBE vw;

-- case: view any
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t WHERE a > ANY (SELECT x FROM u);
DESCRIBE vw;

-- case: view order limit
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t ORDER BY ts LIMIT 10;
DESCRIBE vw;

-- case: view order
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t ORDER BY a;
DESCRIBE vw;

-- case: view order time
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a, ts FROM t ORDER BY ts;
DESCRIBE vw;

-- case: view limit
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t LIMIT 10;
DESCRIBE vw;

-- case: view offset
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t ORDER BY a OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY;
DESCRIBE vw;

-- case: view over
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a, SUM(a) OVER (PARTITION BY b ORDER BY ts) AS s FROM t;
DESCRIBE vw;

-- case: view rank
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM (SELECT a, ROW_NUMBER() OVER (PARTITION BY b ORDER BY ts) AS rn FROM t) WHERE rn <= 3;
DESCRIBE vw;

-- case: view lag
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a, LAG(a, 1) OVER (PARTITION BY b ORDER BY ts) AS p FROM t;
DESCRIBE vw;

-- case: view rank types
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT RANK() OVER (PARTITION BY b ORDER BY ts) AS r1, DENSE_RANK() OVER (PARTITION BY b ORDER BY ts) AS r2, PERCENT_RANK() OVER (PARTITION BY b ORDER BY ts) AS r3, NTILE(4) OVER (PARTITION BY b ORDER BY ts) AS r4, CUME_DIST() OVER (PARTITION BY b ORDER BY ts) AS r5 FROM t;
DESCRIBE vw;

-- case: view first last
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT FIRST_VALUE(a) OVER (PARTITION BY b ORDER BY ts) AS r1, COUNT(*) OVER (PARTITION BY b ORDER BY ts) AS r2, AVG(a) OVER (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS r3 FROM t;
DESCRIBE vw;

-- case: view match
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY b ORDER BY ts MEASURES A.a AS aa, LAST(B.a) AS lb ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+) DEFINE A AS A.a = 1, B AS B.a > 1);
DESCRIBE vw;

-- case: view intersect
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t INTERSECT SELECT a FROM u;
DESCRIBE vw;

-- case: view except
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t EXCEPT SELECT a FROM u;
DESCRIBE vw;

-- case: view session
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT window_start, window_end, COUNT(*) AS c FROM SESSION(TABLE t PARTITION BY a, DESCRIPTOR(ts), INTERVAL '5' MINUTE) GROUP BY a, window_start, window_end;
DESCRIBE vw;

-- case: view cumulate
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT window_start, window_end, COUNT(*) AS c FROM CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTE, INTERVAL '1' HOUR) GROUP BY window_start, window_end;
DESCRIBE vw;

-- case: view lateral
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, v.x FROM t, LATERAL (SELECT x FROM u WHERE u.a = t.a) AS v;
DESCRIBE vw;

-- case: view window join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT L.a, R.c FROM (SELECT * FROM TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) L JOIN (SELECT * FROM TUMBLE(TABLE u, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) R ON L.a = R.a AND L.window_start = R.window_start AND L.window_end = R.window_end;
DESCRIBE vw;

-- case: view mistyped in join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, cc FROM t JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view hint
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT /*+ STATE_TTL('t' = '1d') */ t.a, c FROM t JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view two names join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, u.a FROM t JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view columns join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT t.a, u.a FROM t JOIN u ON t.a = u.a;
DESCRIBE vw;

-- case: view named columns join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw (p, q) AS SELECT t.a, u.a FROM t JOIN u ON t.a = u.a; DESCRIBE vw;

-- case: alter view to join
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT a FROM t; ALTER VIEW vw AS SELECT t.a, c FROM t JOIN u ON t.a = u.a; DESCRIBE vw;

-- case: view on view
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW v1 AS SELECT t.a, c FROM t JOIN u ON t.a = u.a; CREATE VIEW v2 AS SELECT c FROM v1; DESCRIBE v2;

-- case: temp view
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TEMPORARY VIEW v1 AS SELECT t.a, c FROM t JOIN u ON t.a = u.a; DESCRIBE v1;

-- case: view group window
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT TUMBLE_START(ts, INTERVAL '1' HOUR) AS s, COUNT(*) AS c FROM t GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
DESCRIBE vw;

-- case: view group window props
CREATE TABLE t (a INT, b STRING, r ROW<x INT, y ROW<z STRING, x INT>>, m MAP<STRING, INT>, l ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE TABLE u (a INT, c STRING, x INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'filesystem', 'path' = 'nodata', 'format' = 'json');
CREATE VIEW vw AS SELECT TUMBLE_END(ts, INTERVAL '1' HOUR) AS e, TUMBLE_ROWTIME(ts, INTERVAL '1' HOUR) AS r FROM t GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
DESCRIBE vw;

