-- LEFT JOIN UNNEST: a row without parts comes with NULLs; the condition may be on the parts.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, n ARRAY<ROW<x INT, y STRING>>, nn ARRAY<INT NOT NULL> NOT NULL, aa ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT id, x FROM t LEFT JOIN UNNEST(a) AS u(x) ON TRUE;
SELECT id, x, y FROM t LEFT JOIN UNNEST(n) AS u(x, y) ON TRUE;
SELECT id, k, v FROM t LEFT JOIN UNNEST(m) AS u(k, v) ON TRUE;
SELECT id, e FROM t LEFT JOIN UNNEST(ms) AS u(e) ON TRUE;
SELECT id, x FROM t LEFT JOIN UNNEST(a) AS u(x) ON x > 1;
SELECT id, x FROM t LEFT JOIN UNNEST(a) AS u(x) ON x IS NULL;
SELECT id, x FROM t LEFT JOIN UNNEST(a) AS u(x) ON 1 = 1;
SELECT id, x FROM t LEFT JOIN UNNEST(a) AS u(x) ON TRUE WHERE x IS NULL;
SELECT id, x FROM t INNER JOIN UNNEST(a) AS u(x) ON x > 1;
