-- error: 2
-- A fraction has at most nine digits.
SELECT INTERVAL '1' SECOND(3, 10) AS i;
