-- TRY_CAST of text that is no number to DECIMAL gives zero when the operand can not be NULL.
SELECT s, TRY_CAST(s AS DECIMAL(5, 2)) FROM (VALUES ('1.5'), ('x'), ('1000'), ('')) AS t(s);
