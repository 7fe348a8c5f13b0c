-- The types of results.
CREATE TABLE src (id INT, g STRING, v STRING, n INT, d DOUBLE, w INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
  WITH ('connector' = 'filesystem', 'path' = '${DIR}/collect.jsonl', 'format' = 'json');
SELECT TYPEOF(a), TYPEOF(b), TYPEOF(c), TYPEOF(d), TYPEOF(e), TYPEOF(f), TYPEOF(h), TYPEOF(i), TYPEOF(j) FROM (SELECT ARRAY_AGG(n) AS a, COLLECT(v) AS b, LISTAGG(v) AS c, PERCENTILE(n, 0.5) AS d, PERCENTILE(n, ARRAY[0.5]) AS e, JSON_ARRAYAGG(n) AS f, JSON_OBJECTAGG(KEY g VALUE n) AS h, FIRST_VALUE(ARRAY[n]) AS i, LISTAGG(CAST(v AS CHAR(3))) AS j FROM src WHERE id = 6 GROUP BY g) AS q;
