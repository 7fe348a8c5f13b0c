-- order: any
-- Partition columns come from the directory names.
CREATE TABLE t (id INT, country STRING, v INT, `day` INT) PARTITIONED BY (country, `day`)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/parts', 'format' = 'json');
CREATE TABLE sink (id INT, country STRING, v INT, d INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, country, v, `day` FROM t;
