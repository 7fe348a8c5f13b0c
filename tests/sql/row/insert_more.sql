-- error: 2
-- A row of more fields than the column.
CREATE TABLE p (a ROW<x INT>) WITH ('connector' = 'print');
INSERT INTO p SELECT ROW(1, 2);
