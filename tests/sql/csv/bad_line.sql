-- error: 1
-- Text in a number column fails the job.
CREATE TABLE c (id INT, name INT, d DOUBLE, ts TIMESTAMP(3), b BOOLEAN) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv');
SELECT * FROM c;
