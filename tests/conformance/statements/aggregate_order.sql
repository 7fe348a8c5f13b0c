-- case: array_agg order
SELECT ARRAY_AGG(s ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg order 2
SELECT k, ARRAY_AGG(s ORDER BY n DESC NULLS LAST, s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n) GROUP BY k;

-- case: array_agg distinct order
SELECT ARRAY_AGG(DISTINCT s ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg distinct order same
SELECT ARRAY_AGG(DISTINCT s ORDER BY s DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg order unknown
SELECT ARRAY_AGG(s ORDER BY nn DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg order ordinal
SELECT ARRAY_AGG(s ORDER BY 1) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg order limit
SELECT ARRAY_AGG(s ORDER BY n LIMIT 1) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg order aggregate
SELECT ARRAY_AGG(s ORDER BY SUM(n)) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: listagg within group
SELECT LISTAGG(s) WITHIN GROUP (ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: listagg sep within group
SELECT LISTAGG(s, '-') WITHIN GROUP (ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: listagg order inside
SELECT LISTAGG(s ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: listagg order inside 2
SELECT LISTAGG(s, ',' ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: listagg distinct
SELECT LISTAGG(DISTINCT s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: collect within group
SELECT COLLECT(s) WITHIN GROUP (ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: collect order inside
SELECT COLLECT(s ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: sum within group
SELECT SUM(n) WITHIN GROUP (ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: count order inside
SELECT COUNT(n ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: sum order inside
SELECT SUM(n ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: first_value order inside
SELECT FIRST_VALUE(s ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: json_arrayagg order
SELECT JSON_ARRAYAGG(s ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: json_arrayagg within group
SELECT JSON_ARRAYAGG(s) WITHIN GROUP (ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg within group
SELECT ARRAY_AGG(s) WITHIN GROUP (ORDER BY n DESC) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: string_agg
SELECT STRING_AGG(s, ',') FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: group_concat
SELECT GROUP_CONCAT(s) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg ignore nulls order
SELECT ARRAY_AGG(s IGNORE NULLS ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_agg ignore nulls order nulls
SELECT ARRAY_AGG(s ORDER BY n) IGNORE NULLS FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: array_concat_agg
SELECT ARRAY_CONCAT_AGG(ARRAY[s]) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: order in scalar
SELECT UPPER(s ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

-- case: within group scalar
SELECT UPPER(s) WITHIN GROUP (ORDER BY n) FROM (VALUES (1, 'a', 10), (2, 'b', 20), (1, 'c', 30)) AS v (k, s, n);

