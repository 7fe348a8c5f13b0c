-- Rows go into a sink by the place of their fields.
CREATE TABLE p (r ROW<x BIGINT, y ROW<z BIGINT, w STRING>>) WITH ('connector' = 'print');
INSERT INTO p SELECT ROW(1, ROW(2, 'a'));
INSERT INTO p VALUES ((3, (4, 'b')));
