-- Lines that begin with # are skipped when asked for.
CREATE TABLE c (id INT, a STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/comments.csv', 'format' = 'csv', 'csv.allow-comments' = 'true');
SELECT * FROM c;
