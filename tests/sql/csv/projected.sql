-- Only some columns are read; types and order stay those of the table.
CREATE TABLE c (id INT, name STRING, d DOUBLE, ts TIMESTAMP(3), b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv', 'csv.null-literal' = '');
SELECT name FROM c;
SELECT ts, id FROM c WHERE d > 1;
SELECT COUNT(*) FROM c WHERE b;
