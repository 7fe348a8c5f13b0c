-- order: any
-- A filter on partition columns, alone and with others; projection of partition columns only.
CREATE TABLE t (id INT, v INT, country STRING, `day` INT) PARTITIONED BY (country, `day`)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/parts', 'format' = 'json');
SELECT * FROM t WHERE country = 'de' AND `day` = 1;
SELECT id FROM t WHERE `day` > 1;
SELECT country, `day` FROM t WHERE country = 'fr';
SELECT id, v FROM t WHERE country = 'de' AND v IS NOT NULL;
