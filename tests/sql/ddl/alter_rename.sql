-- Tables, views and columns get other names.
CREATE TABLE t (a INT, m STRING METADATA FROM 'file.name' VIRTUAL, c AS a + 1, p INT) PARTITIONED BY (p)
  WITH ('connector' = 'filesystem', 'path' = '/tmp/x', 'format' = 'json');
ALTER TABLE t RENAME m TO file;
ALTER TABLE t RENAME c TO cc;
ALTER TABLE t RENAME TO u;
ALTER TABLE IF EXISTS t RENAME TO nothing;
ALTER TABLE u RENAME TO default_catalog.default_database.w;
SHOW CREATE TABLE w;
CREATE VIEW v AS SELECT 1 AS a;
ALTER VIEW v RENAME TO v2;
SHOW TABLES;
SHOW VIEWS;
