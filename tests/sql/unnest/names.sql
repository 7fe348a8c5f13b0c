-- Names of columns that got none.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, n ARRAY<ROW<x INT, y STRING>>, nn ARRAY<INT NOT NULL> NOT NULL, aa ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT id, EXPR$0 FROM t CROSS JOIN UNNEST(a) WHERE id = 1;
SELECT id, u FROM t CROSS JOIN UNNEST(a) AS u WHERE id = 1;
SELECT id, u.u FROM t CROSS JOIN UNNEST(a) AS u WHERE id = 1;
SELECT id, x FROM (SELECT id, a FROM t) AS q CROSS JOIN UNNEST(q.a) AS u(x);
SELECT * FROM (SELECT id, s FROM t) CROSS JOIN UNNEST(s);
CREATE VIEW v AS SELECT id, x FROM t, UNNEST(a) AS u(x);
SELECT * FROM v WHERE x > 2;
DESCRIBE v;
