-- Generated queries over bounded files, with every change.

-- case: view 1
CREATE TEMPORARY VIEW q AS SELECT a AS k0, COUNT(*) AS c, SUM(i) AS m, MAX(i) AS z FROM logic GROUP BY a;
SELECT c > 1 AS g, LAST_VALUE(m) AS b0, FIRST_VALUE(z) AS b1, LISTAGG(CAST(c AS STRING), '|') AS b2 FROM q GROUP BY c > 1;

-- case: view 2
CREATE TEMPORARY VIEW q AS SELECT j > 3 AS k0, COUNT(*) AS c, SUM(ti) AS m, MAX(d10) AS z FROM numbers GROUP BY j > 3;
SELECT MOD(c, 2) AS g, AVG(m) AS b0, MAX(c) AS b1, SUM(m) AS b2 FROM q GROUP BY MOD(c, 2);

-- case: with 1
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND) LIKE numbers;
WITH q AS (SELECT id > 5 AS k0, MOD(id, 2) AS k1, COUNT(*) AS c, SUM(d52) AS m, MAX(j) AS z FROM w GROUP BY id > 5, MOD(id, 2)) SELECT c AS g, FIRST_VALUE(c) AS b0, MAX(c) AS b1, MIN(c) AS b2 FROM q GROUP BY c;

-- case: global 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 3) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 3, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT COLLECT(DISTINCT k) FILTER (WHERE v > 1) AS a0, MIN(k) AS a1, SUM(y) AS a2 FROM r;

-- case: distinct over 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 4) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 7, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 8;
SELECT DISTINCT c FROM (SELECT v > 2 AS k0, COUNT(*) AS c, SUM(x) AS m, MAX(k) AS z FROM r GROUP BY v > 2);

-- case: rollup 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 11, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT k0, k1, GROUP_ID() AS gk, COALESCE(SUM(n0), 0) AS a0, COUNT(n1) AS a1 FROM (SELECT MOD(v, 2) AS k0, COALESCE(s, '-') AS k1, v AS n0, x AS n1, y AS n2 FROM r) GROUP BY ROLLUP (k0, k1);

-- case: window 1
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT window_start, window_end, MOD(id, 3) AS k0, COUNT(d52) + 1 AS a0, MIN(ti) AS a1 FROM TABLE(HOP(TABLE w, DESCRIPTOR(rt), INTERVAL '7' SECOND, INTERVAL '21' SECOND)) WHERE (i > 0 OR j < 5) GROUP BY window_start, window_end, MOD(id, 3);

-- case: view 3
CREATE TEMPORARY VIEW q AS SELECT EXTRACT(YEAR FROM dt) > 1990 AS k0, MOD(id, 3) AS k1, COUNT(*) AS c, SUM(id) AS m, MAX(n) AS z FROM times GROUP BY EXTRACT(YEAR FROM dt) > 1990, MOD(id, 3);
SELECT k1 AS g, AVG(z) FILTER (WHERE z IS NULL) AS b0, COUNT(*) AS b1, MAX(z) AS b2 FROM q GROUP BY k1;

-- case: rollup 2
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, FIRST_VALUE(n1) FILTER (WHERE n0 > 2) AS a0, PERCENTILE(n0, 0.5) AS a1 FROM (SELECT b AS k0, a AS k1, id AS n0, i AS n1 FROM logic) GROUP BY ROLLUP (k0, k1);

-- case: union over 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 3, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT k0, c FROM (SELECT k AS k0, COUNT(*) AS c, SUM(v) AS m, MAX(y) AS z FROM r GROUP BY k) UNION ALL SELECT k0, c FROM (SELECT k AS k0, COUNT(*) AS c, SUM(v) AS m, MAX(y) AS z FROM r GROUP BY k) WHERE m > 2;

-- case: nested twice 1
SELECT g IS NULL AS h, COUNT(*) AS n, MAX(b0) AS x, MIN(b1) AS y FROM (SELECT k0 AS g, COALESCE(SUM(c) FILTER (WHERE c > 1), 0) AS b0, COUNT(c) + 1 AS b1 FROM (SELECT CHAR_LENGTH(s) AS k0, COUNT(*) AS c, SUM(MOD(id * 7, 5)) AS m, MAX(CHAR_LENGTH(s)) AS z FROM readable WHERE (id > 112) GROUP BY CHAR_LENGTH(s)) GROUP BY k0) GROUP BY g IS NULL;

-- case: rollup 3
SELECT k0, k1, GROUP_ID() AS gk, LISTAGG(CAST(n0 AS STRING), '|') AS a0, AVG(DISTINCT n0) AS a1 FROM (SELECT b AS k0, i AS k1, id AS n0, i AS n1 FROM logic) GROUP BY ROLLUP (k0, k1);

-- case: with 2
WITH q AS (SELECT i AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(id) AS z FROM logic GROUP BY i) SELECT k0 AS g, MAX(c) AS b0, COUNT(*) FILTER (WHERE c > 1) AS b1, SUM(m * 2) - COUNT(*) AS b2 FROM q GROUP BY k0;

-- case: nested 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 7, 3) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 7, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 7, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT c AS g, LISTAGG(CAST(m AS STRING)) AS b0, COALESCE(SUM(c), 0) AS b1 FROM (SELECT v > 2 AS k0, COALESCE(s, '-') AS k1, COUNT(*) AS c, SUM(v) AS m, MAX(y) AS z FROM r WHERE (b) GROUP BY v > 2, COALESCE(s, '-')) GROUP BY c;

-- case: filter over 1
SELECT * FROM (SELECT s IS NULL AS k0, MOD(id, 3) AS k1, COUNT(*) AS c, SUM(n) AS m, MAX(id) AS z FROM texts GROUP BY s IS NULL, MOD(id, 3)) WHERE m > 2;

-- case: distinct 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 2) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 7, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 8;
SELECT DISTINCT COALESCE(s, '-'), MOD(v, 2) FROM r;

-- case: view 4
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 7, 3) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 11, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 7, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
CREATE TEMPORARY VIEW q AS SELECT v AS k0, COUNT(*) AS c, SUM(k) AS m, MAX(x) AS z FROM r WHERE (v > 1) GROUP BY v;
SELECT SUM(m * 2) - COUNT(*) AS b0, SUM(c) FILTER (WHERE z IS NULL) AS b1, LAST_VALUE(m) AS b2 FROM q;

-- case: rollup 4
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 3, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT k0, k1, GROUP_ID() AS gk, SUM(n1 * 2) - COUNT(*) AS a0, SUM(n1) AS a1 FROM (SELECT s AS k0, v > 2 AS k1, v AS n0, x AS n1, y AS n2 FROM r) GROUP BY ROLLUP (k0, k1);

-- case: nested twice 2
SELECT g IS NULL AS h, COUNT(*) AS n, MAX(b0) AS x, MIN(b1) AS y FROM (SELECT c > 1 AS g, MAX(z) AS b0, MIN(z) AS b1 FROM (SELECT EXTRACT(YEAR FROM dt) > 1990 AS k0, COUNT(*) AS c, SUM(n) AS m, MAX(id) AS z FROM times GROUP BY EXTRACT(YEAR FROM dt) > 1990) GROUP BY c > 1) GROUP BY g IS NULL;

-- case: plain 1
SELECT t AS k0, MOD(u, 2) AS k1, PERCENTILE(u, 0.5) AS a0, COUNT(id) + 1 AS a1, AVG(u) AS a2 FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY t, MOD(u, 2);

-- case: winagg twice 1
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT k0, COUNT(*) AS n, MAX(a0) AS x FROM (SELECT window_start, window_end, j > 3 AS k0, VAR_POP(bi) AS a0, JSON_ARRAYAGG(CAST(d10 AS STRING)) AS a1, SUM(si) AS a2 FROM TABLE(TUMBLE(TABLE w, DESCRIPTOR(rt), INTERVAL '21' SECOND)) WHERE (id NOT IN (4, 5)) GROUP BY window_start, window_end, j > 3) GROUP BY k0;

-- case: cube 1
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, COALESCE(SUM(n1) FILTER (WHERE n0 > 2), 0) AS a0, LISTAGG(DISTINCT CAST(n1 AS STRING)) AS a1 FROM (SELECT u AS k0, MOD(u, 2) AS k1, u AS n0, id AS n1 FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5)) GROUP BY CUBE (k0, k1);

-- case: sets 1
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 2) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 7, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, JSON_ARRAYAGG(CAST(n2 AS STRING)) AS a0, MIN(n1) AS a1 FROM (SELECT s AS k0, k AS k1, v AS n0, x AS n1, y AS n2 FROM r) GROUP BY GROUPING SETS ((k0), (k1));

-- case: case 1
SELECT LEFT(v, 1) AS k0, CASE WHEN COUNT(*) > 2 THEN SUM(CHAR_LENGTH(s)) ELSE MAX(CHAR_LENGTH(s)) END AS c, SUM(CASE WHEN n > 2 THEN CHAR_LENGTH(s) ELSE 0 END) AS d FROM texts GROUP BY LEFT(v, 1);

-- case: nested 2
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 4) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 3, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT k1 AS g, COUNT(c) + 1 AS b0, AVG(z) AS b1 FROM (SELECT COALESCE(s, '-') AS k0, MOD(v, 2) AS k1, COUNT(*) AS c, SUM(v) AS m, MAX(k) AS z FROM r WHERE (v > 1) GROUP BY COALESCE(s, '-'), MOD(v, 2)) GROUP BY k1;

-- case: case 2
SELECT MOD(u, 2) AS k0, CASE WHEN COUNT(*) > 2 THEN SUM(u) ELSE MAX(u) END AS c, SUM(CASE WHEN u > 1 THEN u ELSE 0 END) AS d FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY MOD(u, 2);

-- case: rollup 5
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, COUNT(DISTINCT n1) AS a0, COUNT(*) AS a1 FROM (SELECT j > 3 AS k0, MOD(id, 3) AS k1, ti AS n0, si AS n1, i AS n2 FROM w WHERE (i > 0 OR j < 5)) GROUP BY ROLLUP (k0, k1);

-- case: nested 3
SELECT c > 1 AS g, SUM(c * 2) - COUNT(*) AS b0, LAST_VALUE(z) FILTER (WHERE m > 2) AS b1, MIN(z) AS b2 FROM (SELECT tm > TIME '06:00:00' AS k0, MOD(id, 3) AS k1, COUNT(*) AS c, SUM(id) AS m, MAX(id) AS z FROM times GROUP BY tm > TIME '06:00:00', MOD(id, 3)) GROUP BY c > 1;

-- case: union over 2
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT k0, c FROM (SELECT MOD(id, 2) AS k0, COUNT(*) AS c, SUM(d18) AS m, MAX(ti) AS z FROM w GROUP BY MOD(id, 2)) UNION ALL SELECT k0, c FROM (SELECT MOD(id, 2) AS k0, COUNT(*) AS c, SUM(d18) AS m, MAX(ti) AS z FROM w GROUP BY MOD(id, 2)) WHERE z IS NULL;

-- case: filter over 2
SELECT * FROM (SELECT CHAR_LENGTH(s) AS k0, COUNT(*) AS c, SUM(MOD(id * 7, 5)) AS m, MAX(CHAR_LENGTH(s)) AS z FROM readable WHERE (id BETWEEN 70 AND 84) AND (MOD(id, 2) = 0) GROUP BY CHAR_LENGTH(s)) WHERE m > 2;

-- case: union over 3
SELECT k0, c FROM (SELECT CHAR_LENGTH(s) > 5 AS k0, MOD(id, 3) AS k1, COUNT(*) AS c, SUM(n) AS m, MAX(n) AS z FROM texts GROUP BY CHAR_LENGTH(s) > 5, MOD(id, 3)) UNION ALL SELECT k0, c FROM (SELECT CHAR_LENGTH(s) > 5 AS k0, MOD(id, 3) AS k1, COUNT(*) AS c, SUM(n) AS m, MAX(n) AS z FROM texts GROUP BY CHAR_LENGTH(s) > 5, MOD(id, 3)) WHERE c > 1;

-- case: rollup 6
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 3) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 3, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, COUNT(n0) + 1 AS a0, ARRAY_AGG(DISTINCT n2) FILTER (WHERE n0 > 2) AS a1 FROM (SELECT MOD(v, 2) AS k0, s AS k1, v AS n0, x AS n1, y AS n2 FROM r) GROUP BY ROLLUP (k0, k1);

-- case: plain 2
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 3) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 11, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT v AS k0, AVG(DISTINCT x) AS a0, MIN(x) AS a1, CARDINALITY(ARRAY_AGG(b)) AS a2, COALESCE(SUM(k), 0) AS a3 FROM r GROUP BY v;

-- case: case 3
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 7, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT s AS k0, COALESCE(s, '-') AS k1, CASE WHEN COUNT(*) > 2 THEN SUM(k) ELSE MAX(k) END AS c, SUM(CASE WHEN b THEN k ELSE 0 END) AS d FROM r GROUP BY s, COALESCE(s, '-');

-- case: sets 2
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, COALESCE(SUM(n2) FILTER (WHERE n0 > 2), 0) AS a0, SUM(n0 * 2) - COUNT(*) AS a1 FROM (SELECT MOD(id, 3) AS k0, id > 5 AS k1, ti AS n0, si AS n1, i AS n2 FROM numbers WHERE (id NOT IN (4, 5))) GROUP BY GROUPING SETS ((k0), (k1));

-- case: distinct over 2
SELECT DISTINCT c > 1, z FROM (SELECT u AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(id) AS z FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY u);

-- case: rollup 7
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 2) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 7, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT k0, k1, GROUP_ID() AS gk, AVG(n1) FILTER (WHERE n0 > 2) AS a0, PERCENTILE(n1, 0.5) AS a1 FROM (SELECT b AS k0, MOD(v, 2) AS k1, v AS n0, x AS n1, y AS n2 FROM r) GROUP BY ROLLUP (k0, k1);

-- case: distinct over 3
SELECT DISTINCT c > 1, z FROM (SELECT t AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(u) AS z FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY t);

-- case: with 3
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
WITH q AS (SELECT id > 5 AS k0, COUNT(*) AS c, SUM(bi) AS m, MAX(si) AS z FROM w WHERE (i > 0 OR j < 5) GROUP BY id > 5) SELECT k0 AS g, COUNT(m) AS b0, LISTAGG(CAST(m AS STRING), '|') AS b1, FIRST_VALUE(z) FILTER (WHERE z IS NULL) AS b2 FROM q GROUP BY k0;

-- case: distinct 2
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 3) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 11, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 8;
SELECT DISTINCT COALESCE(s, '-') FROM r;

-- case: sets 3
SELECT k0, k1, GROUPING(k0) AS gk, SUM(n2 * 2) - COUNT(*) AS a0, VAR_SAMP(n0) AS a1 FROM (SELECT s IS NULL AS k0, LEFT(v, 1) AS k1, n AS n0, id AS n1, CHAR_LENGTH(s) AS n2 FROM texts) GROUP BY GROUPING SETS ((k0), (k1));

-- case: nested 4
SELECT MAX(z) AS b0, MAX(z) AS b1 FROM (SELECT id > 5 AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(si) AS z FROM numbers WHERE (i > 0 OR j < 5) AND (nz < 5) GROUP BY id > 5);

-- case: plain 3
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 3) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 11, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT COALESCE(s, '-') AS k0, v AS k1, LAST_VALUE(s) FILTER (WHERE b) AS a0, LISTAGG(s, '|') AS a1, COALESCE(SUM(y), 0) AS a2 FROM r GROUP BY COALESCE(s, '-'), v;

-- case: with 4
WITH q AS (SELECT id AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(u) AS z FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY id) SELECT c AS g, SUM(z) FILTER (WHERE z IS NULL) AS b0, COUNT(c) AS b1, FIRST_VALUE(c) AS b2 FROM q GROUP BY c;

-- case: nested 5
SELECT MOD(c, 2) AS g, COUNT(z) FILTER (WHERE m > 2) AS b0, FIRST_VALUE(z) AS b1, AVG(z) AS b2 FROM (SELECT id AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(u) AS z FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY id) GROUP BY MOD(c, 2);

-- case: union over 4
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 7, 4) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 3, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 7, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT k0, c FROM (SELECT k AS k0, COUNT(*) AS c, SUM(k) AS m, MAX(v) AS z FROM r GROUP BY k) UNION ALL SELECT k0, c FROM (SELECT k AS k0, COUNT(*) AS c, SUM(k) AS m, MAX(v) AS z FROM r GROUP BY k) WHERE m > 2;

-- case: filter over 3
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 3) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 7, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 8;
SELECT * FROM (SELECT s AS k0, COUNT(*) AS c, SUM(y) AS m, MAX(x) AS z FROM r GROUP BY s) WHERE m > 2;

-- case: sets 4
SELECT k0, k1, GROUPING(k0) AS gk, MIN(n1) AS a0, PERCENTILE(n1, 0.5) AS a1 FROM (SELECT b AS k0, i AS k1, id AS n0, i AS n1 FROM logic) GROUP BY GROUPING SETS ((k0), (k1));

-- case: distinct 3
SELECT DISTINCT id > 5, j > 3 FROM numbers;

-- case: nested twice 3
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 7, 3) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 3, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 7, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT g IS NULL AS h, COUNT(*) AS n, MAX(b0) AS x, MIN(b1) AS y FROM (SELECT c > 1 AS g, MIN(m) AS b0, COALESCE(SUM(c), 0) AS b1, AVG(c) AS b2 FROM (SELECT v AS k0, COUNT(*) AS c, SUM(x) AS m, MAX(x) AS z FROM r GROUP BY v) GROUP BY c > 1) GROUP BY g IS NULL;

-- case: hop 1
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT window_start, window_end, COUNT(j) AS a0, SUM(j) AS a1 FROM TABLE(HOP(TABLE w, DESCRIPTOR(rt), INTERVAL '7' SECOND, INTERVAL '14' SECOND)) WHERE (id NOT IN (4, 5)) GROUP BY window_start, window_end;

-- case: global 2
SELECT COUNT(d18) AS a0, PERCENTILE(id, 0.5) AS a1, SUM(DISTINCT id) AS a2 FROM numbers WHERE (id NOT IN (4, 5));

-- case: having 1
SELECT MOD(id, 3) AS k0, ARRAY_AGG(DISTINCT ltz) AS a0, LISTAGG(CAST(dt AS STRING), '|') AS a1 FROM times GROUP BY MOD(id, 3) HAVING COUNT(n) BETWEEN 1 AND 3;

-- case: plain 4
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 7, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT b AS k0, MIN(b) AS a0, SUM(DISTINCT y) AS a1, AVG(v) AS a2, FIRST_VALUE(s) AS a3 FROM r GROUP BY b;

-- case: window 2
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT window_start, window_end, j > 3 AS k0, MAX(d10) AS a0, COUNT(d38) FILTER (WHERE j > 2) AS a1 FROM TABLE(HOP(TABLE w, DESCRIPTOR(rt), INTERVAL '7' SECOND, INTERVAL '28' SECOND)) GROUP BY window_start, window_end, j > 3;

-- case: nested twice 4
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT LISTAGG(CAST(c AS STRING), '|') AS b0, COALESCE(SUM(m), 0) AS b1 FROM (SELECT j > 3 AS k0, COUNT(*) AS c, SUM(bi) AS m, MAX(bi) AS z FROM w WHERE (id NOT IN (4, 5)) GROUP BY j > 3);

-- case: nested 6
SELECT MOD(c, 2) AS g, LISTAGG(CAST(z AS STRING)) FILTER (WHERE c > 1) AS b0, COUNT(*) AS b1, SUM(z * 2) - COUNT(*) AS b2 FROM (SELECT CHAR_LENGTH(s) AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(id) AS z FROM readable WHERE (id BETWEEN 70 AND 84) GROUP BY CHAR_LENGTH(s)) GROUP BY MOD(c, 2);

-- case: distinct over 4
SELECT DISTINCT c, z FROM (SELECT MOD(id, 3) AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(n) AS z FROM times GROUP BY MOD(id, 3));

-- case: nested 7
SELECT MOD(c, 2) AS g, FIRST_VALUE(c) AS b0, AVG(z) FILTER (WHERE z IS NULL) AS b1, COUNT(*) AS b2 FROM (SELECT MOD(id, 3) AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(n) AS z FROM times GROUP BY MOD(id, 3)) GROUP BY MOD(c, 2);

-- case: cube 2
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, JSON_ARRAYAGG(CAST(n1 AS STRING)) AS a0, LISTAGG(CAST(n0 AS STRING), '|') AS a1 FROM (SELECT s AS k0, b AS k1, id AS n0, i AS n1 FROM logic WHERE (b)) GROUP BY CUBE (k0, k1);

-- case: distinct over 5
SELECT DISTINCT c FROM (SELECT b AS k0, i AS k1, COUNT(*) AS c, SUM(id) AS m, MAX(id) AS z FROM logic GROUP BY b, i);

-- case: filter over 4
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND) LIKE numbers;
SELECT * FROM (SELECT j > 3 AS k0, COUNT(*) AS c, SUM(j) AS m, MAX(d10) AS z FROM w GROUP BY j > 3) WHERE c > 1;

-- case: sets 5
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 3) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 11, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT k0, k1, GROUP_ID() AS gk, MIN(n0) AS a0, SUM(n1) AS a1 FROM (SELECT COALESCE(s, '-') AS k0, k AS k1, v AS n0, x AS n1, y AS n2 FROM r) GROUP BY GROUPING SETS ((k0, k1), (k0), ());

-- case: nested 8
SELECT c AS g, LISTAGG(CAST(c AS STRING), '|') AS b0, SUM(z * 2) - COUNT(*) AS b1 FROM (SELECT CHAR_LENGTH(s) > 5 AS k0, MOD(id, 3) AS k1, COUNT(*) AS c, SUM(n) AS m, MAX(id) AS z FROM texts WHERE (n > 2) GROUP BY CHAR_LENGTH(s) > 5, MOD(id, 3)) GROUP BY c;

-- case: nested 9
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 3) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 7, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 8;
SELECT COALESCE(SUM(z), 0) AS b0, COUNT(c) + 1 AS b1, LISTAGG(CAST(m AS STRING), '|') AS b2 FROM (SELECT v > 2 AS k0, MOD(v, 2) AS k1, COUNT(*) AS c, SUM(y) AS m, MAX(x) AS z FROM r WHERE (b) GROUP BY v > 2, MOD(v, 2));

-- case: case 4
SELECT b AS k0, CASE WHEN COUNT(*) > 2 THEN SUM(i) ELSE MAX(i) END AS c, SUM(CASE WHEN b THEN i ELSE 0 END) AS d FROM logic GROUP BY b;

-- case: global 3
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 3) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 3, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 8;
SELECT LAST_VALUE(b) FILTER (WHERE b) AS a0, COUNT(*) AS a1, LISTAGG(s) AS a2 FROM r WHERE (b);

-- case: rollup 8
SELECT k0, k1, GROUP_ID() AS gk, LISTAGG(CAST(n1 AS STRING)) FILTER (WHERE n0 > 2) AS a0, LAST_VALUE(n0) AS a1 FROM (SELECT MOD(id, 3) AS k0, EXTRACT(YEAR FROM dt) > 1990 AS k1, n AS n0, id AS n1 FROM times WHERE (dt > dt2)) GROUP BY ROLLUP (k0, k1);

-- case: sets 6
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '20' SECOND) LIKE numbers;
SELECT k0, k1, GROUP_ID() AS gk, MIN(n2) AS a0, PERCENTILE(n0, 0.5) AS a1 FROM (SELECT j > 3 AS k0, SIGN(i) AS k1, ti AS n0, si AS n1, i AS n2 FROM w WHERE (id NOT IN (4, 5))) GROUP BY GROUPING SETS ((k0, k1), (k0), ());

-- case: hop 2
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT window_start, window_end, MOD(id, 3) AS k0, SUM(si * 2) - COUNT(*) AS a0, COLLECT(id) AS a1, MIN(i) AS a2 FROM TABLE(HOP(TABLE w, DESCRIPTOR(rt), INTERVAL '7' SECOND, INTERVAL '21' SECOND)) WHERE (i > 0 OR j < 5) GROUP BY window_start, window_end, MOD(id, 3);

-- case: global 4
SELECT MIN(d38) AS a0, COALESCE(SUM(bi) FILTER (WHERE j > 2), 0) AS a1, LISTAGG(CAST(si AS STRING)) FILTER (WHERE ti IS NULL) AS a2 FROM numbers WHERE (id NOT IN (4, 5));

-- case: distinct over 6
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 7, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 7, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT DISTINCT c, z FROM (SELECT COALESCE(s, '-') AS k0, COUNT(*) AS c, SUM(x) AS m, MAX(v) AS z FROM r GROUP BY COALESCE(s, '-'));

-- case: view 5
CREATE TEMPORARY VIEW q AS SELECT SIGN(i) AS k0, COUNT(*) AS c, SUM(j) AS m, MAX(ti) AS z FROM numbers WHERE (id NOT IN (4, 5)) GROUP BY SIGN(i);
SELECT c AS g, AVG(z) AS b0, FIRST_VALUE(m) FILTER (WHERE m > 2) AS b1 FROM q GROUP BY c;

-- case: global 5
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 7, 3) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 11, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 7, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT AVG(k) AS a0, STDDEV_SAMP(v) AS a1, PERCENTILE(x, 0.5) AS a2 FROM r;

-- case: rollup 9
SELECT k0, k1, GROUP_ID() AS gk, COUNT(n0) AS a0, ARRAY_AGG(DISTINCT n0) FILTER (WHERE n0 > 2) AS a1 FROM (SELECT MOD(id, 3) AS k0, CHAR_LENGTH(s) > 5 AS k1, n AS n0, id AS n1, CHAR_LENGTH(s) AS n2 FROM texts WHERE (s LIKE '%l%')) GROUP BY ROLLUP (k0, k1);

-- case: with 5
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 7, 2) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 3, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 7, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
WITH q AS (SELECT v > 2 AS k0, v AS k1, COUNT(*) AS c, SUM(y) AS m, MAX(v) AS z FROM r GROUP BY v > 2, v) SELECT MIN(c) AS b0, SUM(z) AS b1 FROM q;

-- case: having 2
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 11, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT v AS k0, FIRST_VALUE(v) AS a0, COUNT(b) AS a1 FROM r WHERE (v > 1) GROUP BY v HAVING COUNT(*) <> 2;

-- case: nested 10
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 6) - 3 AS v, CAST(NULLIF(MOD(id * 3, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT MOD(c, 2) AS g, LAST_VALUE(c) FILTER (WHERE c > 1) AS b0, LAST_VALUE(m) AS b1, MIN(m) AS b2 FROM (SELECT v AS k0, COUNT(*) AS c, SUM(y) AS m, MAX(k) AS z FROM r GROUP BY v) GROUP BY MOD(c, 2);

-- case: nested twice 5
SELECT g IS NULL AS h, COUNT(*) AS n, MAX(b0) AS x, MIN(b1) AS y FROM (SELECT k0 AS g, SUM(z) AS b0, COUNT(*) AS b1 FROM (SELECT t AS k0, COUNT(*) AS c, SUM(u) AS m, MAX(id) AS z FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY t) GROUP BY k0) GROUP BY g IS NULL;

-- case: nested 11
SELECT MOD(c, 2) AS g, SUM(m) AS b0, COUNT(c) + 1 AS b1, MIN(z) AS b2 FROM (SELECT j > 3 AS k0, COUNT(*) AS c, SUM(ti) AS m, MAX(i) AS z FROM numbers WHERE (id NOT IN (4, 5)) GROUP BY j > 3) GROUP BY MOD(c, 2);

-- case: distinct 4
SELECT DISTINCT a FROM logic;

-- case: plain 5
SELECT MOD(id, 3) AS k0, tm > TIME '06:00:00' AS k1, SUM(n * 2) - COUNT(*) AS a0, COLLECT(n) AS a1 FROM times GROUP BY MOD(id, 3), tm > TIME '06:00:00';

-- case: nested twice 6
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 3, 4) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 5, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 11, 5), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 5, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 3, 5) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT MIN(m) AS b0, COUNT(m) FILTER (WHERE c > 1) AS b1, LISTAGG(CAST(m AS STRING)) AS b2 FROM (SELECT COALESCE(s, '-') AS k0, COUNT(*) AS c, SUM(k) AS m, MAX(y) AS z FROM r GROUP BY COALESCE(s, '-'));

-- case: plain 6
SELECT u AS k0, LAST_VALUE(t) FILTER (WHERE u > 1) AS a0, PERCENTILE(id, 0.5) AS a1, PERCENTILE(id, 0.5) AS a2, MIN(u) FILTER (WHERE u > 1) AS a3 FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY u;

-- case: rollup 10
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, VAR_POP(n0) AS a0, CARDINALITY(ARRAY_AGG(n0)) AS a1 FROM (SELECT MOD(id, 3) AS k0, LEFT(v, 1) AS k1, n AS n0, id AS n1, CHAR_LENGTH(s) AS n2 FROM texts) GROUP BY ROLLUP (k0, k1);

-- case: with 6
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '20' SECOND) LIKE numbers;
WITH q AS (SELECT MOD(id, 3) AS k0, COUNT(*) AS c, SUM(si) AS m, MAX(d52) AS z FROM w WHERE (id NOT IN (4, 5)) AND (nz < 5) GROUP BY MOD(id, 3)) SELECT MOD(c, 2) AS g, LISTAGG(CAST(m AS STRING), '|') AS b0, SUM(z) AS b1, COUNT(c) FILTER (WHERE m > 2) AS b2 FROM q GROUP BY MOD(c, 2);

-- case: cube 3
SELECT k0, k1, GROUPING(k0) AS gk, AVG(n0) AS a0, FIRST_VALUE(n1) AS a1 FROM (SELECT CHAR_LENGTH(s) AS k0, MOD(id, 3) AS k1, id AS n0, CHAR_LENGTH(s) AS n1, MOD(id * 7, 5) AS n2 FROM readable WHERE (id > 112)) GROUP BY CUBE (k0, k1);

-- case: distinct 5
SELECT DISTINCT CHAR_LENGTH(s), LEFT(s, 1) FROM readable WHERE (id > 112) AND (s > '2');

-- case: plain 7
SELECT MOD(id, 3) AS k0, tm > TIME '06:00:00' AS k1, FIRST_VALUE(CAST(dt AS STRING)) AS a0, COUNT(n) AS a1 FROM times GROUP BY MOD(id, 3), tm > TIME '06:00:00';

-- case: distinct over 7
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND) LIKE numbers;
SELECT DISTINCT c > 1, z FROM (SELECT id > 5 AS k0, COUNT(*) AS c, SUM(j) AS m, MAX(d18) AS z FROM w WHERE (i > 0 OR j < 5) GROUP BY id > 5);

-- case: nested 12
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 4) AS k, CASE MOD(id * 11, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 17, 11), 4) - 3 AS v, CAST(NULLIF(MOD(id * 11, 17), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 17, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 17) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 15;
SELECT c AS g, LAST_VALUE(m) AS b0, MIN(c) AS b1 FROM (SELECT v AS k0, b AS k1, COUNT(*) AS c, SUM(v) AS m, MAX(y) AS z FROM r GROUP BY v, b) GROUP BY c;

-- case: plain 8
SELECT EXTRACT(YEAR FROM dt) > 1990 AS k0, PERCENTILE(n, 0.5) AS a0, LISTAGG(CAST(dt AS STRING), '|') AS a1, SUM(n * 2) - COUNT(*) AS a2, COUNT(id) FILTER (WHERE dt > dt2) AS a3 FROM times GROUP BY EXTRACT(YEAR FROM dt) > 1990;

-- case: plain 9
SELECT s IS NULL AS k0, ARRAY_AGG(DISTINCT c) FILTER (WHERE s LIKE '%l%') AS a0, MIN(CHAR_LENGTH(s)) AS a1 FROM texts GROUP BY s IS NULL;

-- case: filter over 5
SELECT * FROM (SELECT MOD(u, 2) AS k0, COUNT(*) AS c, SUM(id) AS m, MAX(u) AS z FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5) GROUP BY MOD(u, 2)) WHERE z IS NULL;

-- case: nested 13
CREATE TEMPORARY VIEW r AS SELECT MOD(id * 5, 4) AS k, CASE MOD(id * 3, 5) WHEN 0 THEN 'a' WHEN 1 THEN 'b' WHEN 2 THEN NULL ELSE 'cc' END AS s,
  NULLIF(MOD(id * 13, 11), 3) - 3 AS v, CAST(NULLIF(MOD(id * 3, 13), 4) AS DECIMAL(6, 2)) / 4 AS x,
  CASE MOD(id * 13, 3) WHEN 0 THEN TRUE WHEN 1 THEN FALSE END AS b, CAST(MOD(id * 5, 13) - 5 AS DOUBLE) / 4 AS y
  FROM readable WHERE id <= 12;
SELECT c > 1 AS g, LISTAGG(CAST(m AS STRING)) AS b0, LISTAGG(CAST(c AS STRING)) AS b1, LISTAGG(DISTINCT CAST(z AS STRING)) AS b2 FROM (SELECT b AS k0, COUNT(*) AS c, SUM(x) AS m, MAX(k) AS z FROM r GROUP BY b) GROUP BY c > 1;

-- case: nested 14
SELECT MOD(c, 2) AS g, LISTAGG(CAST(m AS STRING)) AS b0, SUM(c * 2) - COUNT(*) AS b1 FROM (SELECT MOD(id, 3) AS k0, COUNT(*) AS c, SUM(CHAR_LENGTH(s)) AS m, MAX(MOD(id * 7, 5)) AS z FROM readable WHERE (id < 15) GROUP BY MOD(id, 3)) GROUP BY MOD(c, 2);

-- case: nested 15
SELECT COUNT(m) AS b0, LISTAGG(CAST(z AS STRING), '|') AS b1 FROM (SELECT MOD(id, 3) AS k0, j > 3 AS k1, COUNT(*) AS c, SUM(id) AS m, MAX(bi) AS z FROM numbers WHERE (i > 0 OR j < 5) GROUP BY MOD(id, 3), j > 3);

-- case: rollup 11
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '0' SECOND) LIKE numbers;
SELECT k0, k1, GROUP_ID() AS gk, AVG(n2) AS a0, LISTAGG(CAST(n0 AS STRING)) AS a1 FROM (SELECT j > 3 AS k0, id > 5 AS k1, ti AS n0, si AS n1, i AS n2 FROM w WHERE (id NOT IN (4, 5))) GROUP BY ROLLUP (k0, k1);

-- case: window 3
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND) LIKE numbers;
SELECT window_start, window_end, id > 5 AS k0, SUM(si) AS a0, FIRST_VALUE(bi) FILTER (WHERE ti IS NULL) AS a1, LISTAGG(DISTINCT CAST(ti AS STRING)) FILTER (WHERE j > 2) AS a2 FROM TABLE(TUMBLE(TABLE w, DESCRIPTOR(rt), INTERVAL '35' SECOND)) WHERE (id NOT IN (4, 5)) GROUP BY window_start, window_end, id > 5;

-- case: window 4
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '20' SECOND) LIKE numbers;
SELECT window_start, window_end, MOD(id, 3) AS k0, MIN(si) AS a0, SUM(ti) AS a1, MAX(d10) AS a2 FROM TABLE(HOP(TABLE w, DESCRIPTOR(rt), INTERVAL '7' SECOND, INTERVAL '21' SECOND)) WHERE (i > 0 OR j < 5) GROUP BY window_start, window_end, MOD(id, 3);

-- case: union over 5
SELECT k0, c FROM (SELECT SIGN(i) AS k0, COUNT(*) AS c, SUM(d18) AS m, MAX(bi) AS z FROM numbers WHERE (i > 0 OR j < 5) AND (nz < 5) GROUP BY SIGN(i)) UNION ALL SELECT k0, c FROM (SELECT SIGN(i) AS k0, COUNT(*) AS c, SUM(d18) AS m, MAX(bi) AS z FROM numbers WHERE (i > 0 OR j < 5) AND (nz < 5) GROUP BY SIGN(i)) WHERE m > 2;

-- case: sets 7
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, JSON_ARRAYAGG(CAST(n1 AS STRING)) AS a0, SUM(n1) AS a1 FROM (SELECT i AS k0, b AS k1, id AS n0, i AS n1 FROM logic) GROUP BY GROUPING SETS ((k0, k1), (k0), ());

-- case: case 5
SELECT MOD(id, 3) AS k0, LEFT(s, 1) AS k1, CASE WHEN COUNT(*) > 2 THEN SUM(id) ELSE MAX(id) END AS c, SUM(CASE WHEN s > '2' THEN id ELSE 0 END) AS d FROM readable WHERE (id > 112) AND (MOD(id, 2) = 0) GROUP BY MOD(id, 3), LEFT(s, 1);

-- case: case 6
SELECT LEFT(v, 1) AS k0, MOD(id, 3) AS k1, CASE WHEN COUNT(*) > 2 THEN SUM(n) ELSE MAX(n) END AS c, SUM(CASE WHEN s LIKE '%l%' THEN n ELSE 0 END) AS d FROM texts GROUP BY LEFT(v, 1), MOD(id, 3);

-- case: plain 10
SELECT CHAR_LENGTH(s) AS k0, LEFT(s, 1) AS k1, VAR_SAMP(MOD(id * 7, 5)) AS a0, MIN(CHAR_LENGTH(s)) AS a1, VAR_POP(MOD(id * 7, 5)) AS a2 FROM readable WHERE (id > 112) GROUP BY CHAR_LENGTH(s), LEFT(s, 1);

-- case: cube 4
SELECT k0, k1, GROUP_ID() AS gk, LAST_VALUE(n1) AS a0, SUM(n0) AS a1 FROM (SELECT SIGN(i) AS k0, j > 3 AS k1, ti AS n0, si AS n1, i AS n2 FROM numbers WHERE (id NOT IN (4, 5))) GROUP BY CUBE (k0, k1);

-- case: nested 16
SELECT k1 AS g, MIN(z) AS b0, LISTAGG(CAST(z AS STRING), '|') AS b1 FROM (SELECT b AS k0, s AS k1, COUNT(*) AS c, SUM(id) AS m, MAX(i) AS z FROM logic WHERE (a OR b) GROUP BY b, s) GROUP BY k1;

-- case: plain 11
SELECT j > 3 AS k0, ARRAY_AGG(d38) FILTER (WHERE nz < 5) AS a0, LISTAGG(CAST(i AS STRING)) FILTER (WHERE ti IS NULL) AS a1, COUNT(id) + 1 AS a2, VAR_POP(bi) AS a3 FROM numbers WHERE (i > 0 OR j < 5) GROUP BY j > 3;

-- case: sets 8
SELECT k0, k1, GROUPING_ID(k0, k1) AS gk, MAX(n1) AS a0, FIRST_VALUE(n0) AS a1 FROM (SELECT u AS k0, t AS k1, u AS n0, id AS n1 FROM (SELECT id, t, u FROM collections CROSS JOIN UNNEST(a) AS q (u) WHERE id <> 5)) GROUP BY GROUPING SETS ((k0, k1), (k0), ());

-- case: filter over 6
CREATE TEMPORARY TABLE w (rt AS TIMESTAMPADD(SECOND, id * 7, TIMESTAMP '2024-01-01 00:00:00'), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND) LIKE numbers;
SELECT * FROM (SELECT MOD(id, 3) AS k0, j > 3 AS k1, COUNT(*) AS c, SUM(si) AS m, MAX(ti) AS z FROM w WHERE (id NOT IN (4, 5)) GROUP BY MOD(id, 3), j > 3) WHERE c > 1;
