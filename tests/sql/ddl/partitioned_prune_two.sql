-- order: any
-- Two readers of one table: what neither wants is not read.
CREATE TABLE t (id INT, v INT, region STRING, `day` INT) PARTITIONED BY (region, `day`)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/parts_pruned', 'format' = 'json');
CREATE TABLE sink (id INT, d INT) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink SELECT id, `day` FROM t WHERE region = 'eu' AND `day` = 2;
INSERT INTO sink SELECT id + 100, `day` FROM t WHERE region IN ('eu', 'asia') AND `day` + 1 < 3;
END;
