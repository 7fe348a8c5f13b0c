-- Names and comments with quotes, blanks and letters of all kinds.
CREATE TABLE `t 7` (`a``b` INT COMMENT 'it''s', `日本` STRING, `select` INT, `ünïcode` INT) COMMENT 'x''y' WITH ('connector' = 'print');
SHOW CREATE TABLE `t 7`;
DESCRIBE `t 7`;
CREATE DATABASE `d.1`;
USE `d.1`;
SHOW CURRENT DATABASE;
CREATE VIEW `v;1` AS SELECT 'a;b' AS `x;y`, /* ; */ 1 AS n -- ; behind
;
SHOW VIEWS;
SELECT * FROM `v;1`;
SELECT `v;1`.`x;y` FROM default_catalog.`d.1`.`v;1`;
