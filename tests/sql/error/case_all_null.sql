-- error: 2
-- Case all null.
SELECT CASE WHEN 1 = 1 THEN NULL END;
