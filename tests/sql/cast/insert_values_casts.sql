-- INSERT INTO ... VALUES casts to the columns of the table.
CREATE TABLE sink (a BIGINT, b DECIMAL(8, 3), c VARCHAR(10), d TIMESTAMP(3), e DOUBLE, f SMALLINT) WITH ('connector' = 'print');
INSERT INTO sink VALUES (1, 2.5, 'x', TIMESTAMP '2024-01-01 00:00:00', 1.5, CAST(3 AS SMALLINT)), (-2, 7, 'yy', TIMESTAMP '2024-01-01 00:00:00.123', 2, CAST(4 AS SMALLINT));
