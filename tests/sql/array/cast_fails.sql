-- error: 1
-- An element that cannot be cast.
SELECT CAST(ARRAY['1', s] AS ARRAY<INT>) FROM (VALUES ('x')) AS t(s);
