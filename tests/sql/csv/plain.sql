-- CSV: quotes, doubled quotes, empty fields, spaces.
CREATE TABLE c (id INT, name STRING, d DOUBLE, ts TIMESTAMP(3), b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv', 'csv.null-literal' = '');
SELECT * FROM c;
