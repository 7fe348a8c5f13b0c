-- error: 2
-- Parts without a row on the left cannot be.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, n ARRAY<ROW<x INT, y STRING>>, nn ARRAY<INT NOT NULL> NOT NULL, aa ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT id, x FROM t RIGHT JOIN UNNEST(a) AS u(x) ON TRUE;
