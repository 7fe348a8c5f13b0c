-- order: any
-- A directory without partitions: every file in it and below.
CREATE TABLE t (id INT, v INT, fname STRING NOT NULL METADATA FROM 'file.name')
WITH ('connector' = 'filesystem', 'path' = '${DIR}/parts', 'format' = 'json');
SELECT * FROM t;
