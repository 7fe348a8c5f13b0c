-- error: 2
-- There is no precision 0.
SELECT INTERVAL '1' SECOND(0) AS i;
