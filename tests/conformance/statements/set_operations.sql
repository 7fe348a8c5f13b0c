-- case: union
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) UNION SELECT n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: union all
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) UNION ALL SELECT n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: union distinct
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) UNION DISTINCT SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: union types
SELECT k AS a FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) UNION ALL SELECT 2.5;

-- case: union text types
SELECT 'a' AS a UNION ALL SELECT 'bcd';

-- case: union bad types
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) UNION ALL SELECT s FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: union widths
SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) UNION ALL SELECT k, n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: union names
SELECT a FROM (SELECT 1 AS a UNION ALL SELECT 2 AS b);

-- case: union parens
(SELECT 1 AS a) UNION ALL (SELECT 2);

-- case: union mixed
SELECT 1 AS a UNION ALL SELECT 1 UNION SELECT 1;

-- case: union mixed 2
SELECT 1 AS a UNION SELECT 1 UNION ALL SELECT 1;

-- case: union three
SELECT 1 AS a UNION SELECT 2 UNION SELECT 1;

-- case: union nested right
SELECT 1 AS a UNION ALL (SELECT 1 UNION SELECT 1);

-- case: union types three
SELECT CAST(1 AS TINYINT) AS a UNION ALL SELECT CAST(300 AS SMALLINT) UNION ALL SELECT 70000;

-- case: union types three distinct
SELECT CAST(1 AS TINYINT) AS a UNION SELECT CAST(1 AS SMALLINT) UNION SELECT 1;

-- case: union null
SELECT 1 AS a UNION ALL SELECT NULL;

-- case: union values
VALUES (1) UNION ALL VALUES (2);

-- case: union order
SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a;

-- case: union nullability
CREATE VIEW w AS SELECT 1 AS a UNION ALL SELECT CAST(NULL AS INT); DESCRIBE w;

-- case: with
WITH w AS (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) SELECT k FROM w;

-- case: with two
WITH w AS (SELECT k FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)), x AS (SELECT k + 1 AS k FROM w) SELECT k FROM x;

-- case: with columns
WITH w (a, b) AS (SELECT k, n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) SELECT a, b FROM w;

-- case: with columns few
WITH w (a) AS (SELECT k, n FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) SELECT a FROM w;

-- case: with nested
WITH w AS (WITH x AS (SELECT 1 AS a) SELECT a FROM x) SELECT a FROM w;

-- case: with in from
SELECT a FROM (WITH w AS (SELECT 1 AS a) SELECT a FROM w);

-- case: with twice
WITH w AS (SELECT 1 AS a), w AS (SELECT 2 AS a) SELECT a FROM w;

-- case: with forward
WITH w AS (SELECT a FROM x), x AS (SELECT 2 AS a) SELECT a FROM w;

-- case: with self
WITH w AS (SELECT a FROM w) SELECT a FROM w;

-- case: with unused
WITH w AS (SELECT nix FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n)) SELECT 1 AS a;

-- case: with case
WITH w AS (SELECT 1 AS a) SELECT a FROM W;

-- case: with values
WITH w (a) AS (VALUES (1), (2)) SELECT a FROM w;

-- case: with explain
WITH w AS (SELECT 1 AS a) SELECT w.a, w2.a AS b FROM w UNION ALL SELECT 1, 2 FROM w;

-- case: with trailing
WITH w AS (SELECT 1 AS a), SELECT a FROM w;

