-- error: 1
-- An element that is no number.
CREATE TABLE t (id INT, a ARRAY<INT>, s STRING, r STRING, z STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/csv_nested.csv', 'format' = 'csv');
SELECT * FROM t;
