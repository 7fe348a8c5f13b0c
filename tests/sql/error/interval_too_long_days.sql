-- error: 2
-- The same where several units follow.
SELECT INTERVAL '100 01:00' DAY TO MINUTE AS i;
