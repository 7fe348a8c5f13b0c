-- error: 2
-- Days and smaller units have at most three digits.
SELECT INTERVAL '1000' SECOND(4) AS i;
