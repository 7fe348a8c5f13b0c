-- Exact literals: their type is as long as their digits.
SELECT 1.0, 1.50, .5, 5., 0.000001, 123456789.123456789, -0.0, 00.10, 1.0 + 1.00, 3 * 1.10, 10 / 4.0, 1.0 / 3, 2.0 / 3.0;
