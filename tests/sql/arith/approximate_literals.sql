-- Literals with an exponent are DOUBLE.
SELECT 1E0, 1e3, 1.5E-3, -2.5e10, 1E7, 1E-3, 1E-4, 12345678.9E0, 1E100, 4.9E-324, 0E0, -0E0, 1E21, 100E-2;
