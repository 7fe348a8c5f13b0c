-- Lines with too few or too many fields, errors ignored.
CREATE TABLE c (id INT, a STRING, n INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/short.csv', 'format' = 'csv', 'csv.ignore-parse-errors' = 'true');
SELECT * FROM c;
