-- Quoted names, names with spaces and dots, keywords as names, qualified names.
CREATE TABLE `my table` (`id` INT, `select` AS id + 1, `über maß` AS id * 2, `a.b` AS id * 3)
WITH ('connector' = 'filesystem', 'path' = '${DIR}/base.jsonl', 'format' = 'json');
SELECT `select`, `über maß`, `a.b`, t.`id` FROM `my table` AS t;
SELECT `my table`.`id` FROM default_catalog.default_database.`my table`;
SELECT id AS `the id` FROM `default_database`.`my table`;
DESCRIBE `my table`;
