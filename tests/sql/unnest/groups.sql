-- Aggregates of parts.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, n ARRAY<ROW<x INT, y STRING>>, nn ARRAY<INT NOT NULL> NOT NULL, aa ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT id, SUM(x), COUNT(*) FROM t, UNNEST(a) AS u(x) GROUP BY id;
SELECT x, COUNT(*) FROM t LEFT JOIN UNNEST(a) AS u(x) ON TRUE GROUP BY x;
SELECT COUNT(*) FROM t CROSS JOIN UNNEST(s) AS u(x);
