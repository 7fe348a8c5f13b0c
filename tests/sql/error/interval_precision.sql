-- error: 2
-- Nor one of 11.
SELECT INTERVAL '1' YEAR(11) AS i;
