-- order: any
-- No digit of a number is lost, and all are written as BigDecimal does.
SELECT id, JSON_VALUE(j, '$[0]'), JSON_QUERY(j, '$') FROM (VALUES (1, '[1.50]'), (2, '[12345678901234567890123]'), (3, '[1e2]'), (4, '[-0]'), (5, '[-0.0]'), (6, '[0.1e-10]'), (7, '[1E+400]'), (8, '[123456789.123456789012345678901234567890]'), (9, '[0.000001]'), (10, '[0.0000001]'), (11, '[100e-2]'), (12, '[1.0E7]')) AS t(id, j);
