-- Fields of rows by their path, elements by their index, from JSON.
CREATE TABLE t (id INT, m MAP<STRING, INT>, r ROW<x INT, y STRING, t TIMESTAMP(3)>, n ARRAY<ROW<x INT, y STRING>>, mm MAP<STRING, ARRAY<ROW<x INT>>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/json_nested.jsonl', 'format' = 'json');
SELECT id, t.r.x, r.y, m['k1'], n[1].x, mm['a'][1].x FROM t;
SELECT id FROM t WHERE t.r.x > 1;
SELECT SUM(t.r.x), COUNT(t.r.y) FROM t;
