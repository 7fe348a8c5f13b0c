-- Elements of arrays: NULL elements are rows, NULL and empty arrays are none.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, n ARRAY<ROW<x INT, y STRING>>, nn ARRAY<INT NOT NULL> NOT NULL, aa ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT id, x FROM t CROSS JOIN UNNEST(a) AS u(x);
SELECT id, x FROM t, UNNEST(a) AS u(x) WHERE x > 1;
SELECT id, x FROM t INNER JOIN UNNEST(s) AS u(x) ON TRUE;
SELECT id, x FROM t, LATERAL UNNEST(nn) AS u(x);
SELECT id, e FROM t CROSS JOIN UNNEST(aa) AS u(e);
SELECT id, z FROM t CROSS JOIN UNNEST(aa) AS u(y) CROSS JOIN UNNEST(u.y) AS w(z);
SELECT x FROM t, UNNEST(a) AS u(x);
