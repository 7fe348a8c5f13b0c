-- Names in backticks: words of SQL, blanks, dots, other scripts.
CREATE TABLE `my table.x` (`select` INT, `Größe in cm` INT, `名前` STRING, `a``b` INT) WITH ('connector' = 'print');
CREATE VIEW `from` AS SELECT id AS `select`, `v`.`amount` * 2 AS `Größe in cm`, `v`.`名前`, 1 AS `a``b` FROM (VALUES (1, 10, 'ä'), (2, 20, '小明 🍎')) AS `v`(id, `amount`, `名前`);
INSERT INTO `my table.x` (`名前`, `select`, `a``b`, `Größe in cm`) SELECT `名前`, `from`.`select`, `a``b`, `Größe in cm` FROM `from`;
DESCRIBE `my table.x`;
SHOW TABLES;
