-- error: 2
-- YEAR has two digits, too.
SELECT INTERVAL '100-1' YEAR TO MONTH AS i;
