-- Columns of an INSERT by name; texts in rows are cut.
CREATE TABLE p (a ARRAY<INT>, r ROW<x INT, y VARCHAR(2)>, id INT) WITH ('connector' = 'print');
INSERT INTO p (r, a) SELECT CAST(ROW(1, 'xyz') AS ROW<x INT, y STRING>), ARRAY[1];
INSERT INTO p (id) SELECT 1;
