-- Exact literals: their type is as long as their digits.
CREATE TABLE sink (c1 DECIMAL(2, 1), c2 DECIMAL(3, 2), c3 DECIMAL(1, 1), c4 INT, c5 DECIMAL(7, 6), c6 DECIMAL(18, 9), c7 DECIMAL(2, 1), c8 DECIMAL(4, 2), c9 DECIMAL(4, 2), c10 DECIMAL(14, 2), c11 DECIMAL(17, 6), c12 DECIMAL(13, 12), c13 DECIMAL(8, 6)) WITH ('connector' = 'print');
INSERT INTO sink SELECT 1.0, 1.50, .5, 5., 0.000001, 123456789.123456789, -0.0, 00.10, 1.0 + 1.00, 3 * 1.10, 10 / 4.0, 1.0 / 3, 2.0 / 3.0;
