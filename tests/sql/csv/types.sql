-- CSV into every numeric type.
CREATE TABLE c (id TINYINT, name STRING, d DECIMAL(6, 2), ts STRING, b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv', 'csv.null-literal' = '');
CREATE TABLE sink (c1 TINYINT, c2 DECIMAL(6, 2), c3 BOOLEAN, c4 DECIMAL(7, 2)) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, d, b, id + d FROM c;
