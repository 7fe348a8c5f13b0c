-- order: any
-- A file of a partition that no condition wants is not read: the one of region us is no JSON.
CREATE TABLE t (id INT, v INT, region STRING, `day` INT) PARTITIONED BY (region, `day`)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/parts_pruned', 'format' = 'json');
CREATE TABLE sink (id INT, region STRING, d INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, region, `day` FROM t WHERE region = 'eu' AND v > 10;
