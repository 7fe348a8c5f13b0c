-- A column list: the other columns are NULL, the order may differ.
CREATE TABLE sink (a INT, b STRING, c DOUBLE, d BOOLEAN) WITH ('connector' = 'print');
INSERT INTO sink (b, a) VALUES ('x', 1), ('y', 2);
INSERT INTO sink (d) SELECT TRUE;
INSERT INTO sink (c, b, a, d) SELECT 1.5E0, 'all', 3, FALSE;
