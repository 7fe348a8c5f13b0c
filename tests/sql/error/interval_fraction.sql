-- error: 2
-- Seconds have six digits of a fraction unless more are asked for.
SELECT INTERVAL '1.1234567' SECOND AS i;
