-- Arrays and rows of scalars in one field; what is wrong or missing is NULL by itself.
CREATE TABLE t (id INT, a ARRAY<INT>, s ARRAY<STRING>, r ROW<x INT, y STRING>, z STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/csv_nested.csv', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true');
SELECT * FROM t;
CREATE TABLE n (id INT, a ARRAY<INT>, s ARRAY<STRING>, r ROW<x INT, y STRING>, z STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/csv_nested.csv', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true', 'csv.null-literal' = 'n/a');
SELECT * FROM n;
CREATE TABLE d (id INT, a ARRAY<STRING>, s ARRAY<STRING>, r STRING, z STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/csv_nested.csv', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true', 'csv.array-element-delimiter' = '|');
SELECT id, a FROM d;
SELECT id, e FROM t CROSS JOIN UNNEST(a) AS u(e);
