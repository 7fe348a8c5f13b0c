-- error: 2
-- Nothing is rounded to a day of the week.
SELECT FLOOR(ts TO DOW) FROM (VALUES (TIMESTAMP '2024-01-02 03:04:05')) AS t(ts);
