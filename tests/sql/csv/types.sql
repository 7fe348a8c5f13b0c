-- CSV into every numeric type.
CREATE TABLE c (id TINYINT, name STRING, d DECIMAL(6, 2), ts STRING, b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv', 'csv.null-literal' = '');
SELECT id, d, b, id + d FROM c;
