-- error: 2
-- No more than were asked for.
SELECT INTERVAL '1.1234' SECOND(1, 3) AS i;
