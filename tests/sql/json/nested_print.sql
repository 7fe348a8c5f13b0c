-- What the print connector makes of arrays, maps, multisets and rows from JSON.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, r ROW<x INT, y STRING, t TIMESTAMP(3)>, n ARRAY<ROW<x INT, y STRING>>, mm MAP<STRING, ARRAY<ROW<x INT>>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_nested.jsonl', 'format' = 'json');
CREATE TABLE p (id INT, a ARRAY<INT>, s ARRAY<STRING>, m MAP<STRING, INT>, ms MULTISET<STRING>, r ROW<x INT, y STRING, t TIMESTAMP(3)>, n ARRAY<ROW<x INT, y STRING>>, mm MAP<STRING, ARRAY<ROW<x INT>>>) WITH ('connector' = 'print');
INSERT INTO p SELECT * FROM t;
