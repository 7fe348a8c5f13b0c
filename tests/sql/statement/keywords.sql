-- Words that are no names only where Flink needs them.
SELECT 1 AS `value`, 2 AS type, 3 AS key, 4 AS data, 5 AS name, 6 AS catalog, 7 AS job, 8 AS jobs, 9 AS partitions, 10 AS version, 11 AS id, 12 AS status;
CREATE TABLE kw (type INT, key INT, data INT, `value` INT, `timestamp` INT, ts INT, name INT, id INT, `date` INT, `order` INT, state INT, status INT, `comment` INT, `user` INT,
  version INT, action INT, target INT, source INT, jar INT, python INT, java INT, `system` INT) WITH ('connector' = 'print');
DESCRIBE kw;
