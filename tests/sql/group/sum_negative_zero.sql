-- order: any
-- SUM begins with its first value, AVG with 0: of -0.0 alone they are -0.0 and 0.0.
CREATE TABLE z (k INT, x STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/zeros.jsonl', 'format' = 'json');
SELECT k, SUM(d) AS s, AVG(d) AS a, MIN(d) AS l, MAX(d) AS g, SUM(DISTINCT d) AS u FROM (SELECT k, CAST(x AS DOUBLE) AS d FROM z) GROUP BY k;
SELECT k, SUM(d) AS s, AVG(d) AS a FROM (SELECT k, CAST(x AS FLOAT) AS d FROM z) GROUP BY k;
SELECT SUM(s) AS t FROM (SELECT k, SUM(CAST(x AS DOUBLE)) AS s FROM z WHERE k IN (1, 3) GROUP BY k);
