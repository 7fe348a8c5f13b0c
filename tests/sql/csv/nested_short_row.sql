-- error: 1
-- A row with a field too few.
CREATE TABLE t (id INT, a STRING, s STRING, r ROW<x STRING, y STRING, z STRING>, z STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/csv_nested.csv', 'format' = 'csv');
SELECT * FROM t;
