-- error: 2
-- An interval has no epoch.
SELECT EXTRACT(EPOCH FROM INTERVAL '1' DAY);
