-- Rounding up to one digit too many while text is read gives a value outside the type.
SELECT s, TRY_CAST(s AS DECIMAL(5, 2)) FROM (VALUES ('999.995'), ('999.994')) AS t(s);
