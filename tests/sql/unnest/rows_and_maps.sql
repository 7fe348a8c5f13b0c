-- Fields of rows, keys and values of maps, elements of multisets as often as they are there.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, n ARRAY<ROW<x INT, y STRING>>, nn ARRAY<INT NOT NULL> NOT NULL, aa ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/unnest.jsonl', 'format' = 'json');
SELECT id, x, y FROM t CROSS JOIN UNNEST(n) AS u(x, y);
SELECT id, u.y, u.x FROM t CROSS JOIN UNNEST(n) AS u;
SELECT id, u.* FROM t CROSS JOIN UNNEST(n) AS u;
SELECT id, k, v FROM t CROSS JOIN UNNEST(m) AS u(k, v);
SELECT id, KEY, `VALUE` FROM t CROSS JOIN UNNEST(m) WHERE id = 1;
SELECT id, e FROM t CROSS JOIN UNNEST(ms) AS u(e);
