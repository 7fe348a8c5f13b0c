-- error: 2
-- A TIME has no year.
SELECT EXTRACT(YEAR FROM TIME '01:02:03');
