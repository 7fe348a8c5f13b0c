-- error: 2
-- A cast between types that have none.
SELECT CAST(TRUE AS DATE);
