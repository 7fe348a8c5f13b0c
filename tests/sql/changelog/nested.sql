-- Changes of rows whose columns have parts.
CREATE TABLE t (id INT, r ROW<x INT, y ARRAY<STRING>>, m MAP<STRING, ROW<z DOUBLE>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_nested.jsonl', 'format' = 'debezium-json');
CREATE TABLE p (id INT, r ROW<x INT, y ARRAY<STRING>>, m MAP<STRING, ROW<z DOUBLE>>) WITH ('connector' = 'print');
INSERT INTO p SELECT * FROM t;
SELECT id, t.r.x, m['k'].z FROM t;
