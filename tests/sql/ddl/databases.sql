-- Queries across databases; a view means the same wherever it is used.
CREATE DATABASE d1;
CREATE DATABASE d2;
CREATE VIEW d1.src AS SELECT 'd1' AS origin, 1 AS n;
CREATE VIEW d2.src AS SELECT 'd2' AS origin, 2 AS n;
USE d1;
CREATE VIEW here AS SELECT origin, n FROM src WHERE n < 10;
USE d2;
CREATE VIEW here AS SELECT origin, n + 1 AS n FROM src;
SELECT * FROM here;
SELECT * FROM d1.here;
SELECT here.origin, here.n FROM default_catalog.d1.here;
USE default_database;
SELECT s.origin FROM d2.src AS s;
SELECT origin FROM d1.src;
