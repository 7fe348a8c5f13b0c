-- Lines that begin with # are skipped when asked for.
CREATE TABLE c (id INT, a STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/comments.csv', 'format' = 'csv', 'csv.allow-comments' = 'true');
CREATE TABLE sink (c1 INT, c2 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM c;
