-- case: group ordinal
SELECT k, COUNT(*) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY 1;

-- case: group alias
SELECT k AS kk, COUNT(*) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY kk;

-- case: group expression
SELECT k + 1 AS kk, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k + 1;

-- case: group expression other
SELECT k + 2 AS kk, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k + 1;

-- case: group expression more
SELECT (k + 1) * 2 AS kk, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k + 1;

-- case: group commuted
SELECT 1 + k AS kk, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k + 1;

-- case: group function
SELECT UPPER(s) AS u, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY UPPER(s);

-- case: group case
SELECT CASE WHEN k = 1 THEN 'one' ELSE 'more' END AS w, SUM(n) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY CASE WHEN k = 1 THEN 'one' ELSE 'more' END;

-- case: group none
SELECT k, COUNT(*) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: group not selected
SELECT COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k;

-- case: group qualified
SELECT v.k, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k;

-- case: group twice
SELECT k, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k, k;

-- case: group empty
SELECT COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY ();

-- case: group constant
SELECT COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY 'x';

-- case: group distinct
SELECT DISTINCT COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k;

-- case: group star
SELECT * FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k;

-- case: group all columns
SELECT * FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k, s, n;

-- case: group all
SELECT k, COUNT(*) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY ALL;

-- case: having
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k HAVING SUM(n) > 30;

-- case: having no group
SELECT COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) HAVING COUNT(*) > 2;

-- case: having no aggregate
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) HAVING k > 1;

-- case: having only
SELECT 1 AS one FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) HAVING COUNT(*) > 1;

-- case: having alias
SELECT k, SUM(n) AS sn FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k HAVING sn > 1;

-- case: having other column
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k HAVING s = 'a';

-- case: filter
SELECT SUM(n) FILTER (WHERE k = 1) AS f FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: filter aggregate
SELECT SUM(n) FILTER (WHERE SUM(k) = 1) AS f FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: filter scalar
SELECT UPPER(s) FILTER (WHERE k = 1) AS f FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: count star distinct
SELECT COUNT(DISTINCT *) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: count distinct
SELECT COUNT(DISTINCT k) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: count empty
SELECT COUNT() FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: count all
SELECT COUNT(ALL k) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: sum star
SELECT SUM(*) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: sum text
SELECT SUM(s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: aggregate nested
SELECT SUM(COUNT(*)) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: aggregate of aggregate
SELECT SUM(c) AS sc FROM (SELECT k, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k);

-- case: max text
SELECT MAX(s) AS m, MIN(s) AS i FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: expression of aggregates
SELECT SUM(n) / COUNT(*) AS a, MAX(n) - MIN(n) AS r FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: aggregate in case
SELECT CASE WHEN COUNT(*) > 2 THEN 'many' ELSE 'few' END AS w FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: distinct aggregate mix
SELECT COUNT(DISTINCT k) AS a, SUM(DISTINCT n) AS b, COUNT(*) AS c FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: group subquery
SELECT k, SUM(n) AS sn FROM (SELECT k, n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) WHERE n > 10) GROUP BY k;

-- case: max filter group
SELECT k, MAX(n) FILTER (WHERE n > 1) AS l FROM (VALUES (1, 1), (1, 2)) AS v (k, n) GROUP BY k;

