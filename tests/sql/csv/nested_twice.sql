-- error: 2
-- Parts have no parts.
CREATE TABLE t (id INT, a ARRAY<ARRAY<INT>>) WITH ('connector' = 'filesystem', 'path' = '${DIR}/csv_nested.csv', 'format' = 'csv');
SELECT * FROM t;
