-- error: 2
-- SECOND has two digits unless more are asked for.
SELECT INTERVAL '600' SECOND AS i;
