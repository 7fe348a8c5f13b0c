-- error: 2
-- COUNT(DISTINCT) does not take maps.
SELECT COUNT(DISTINCT m) FROM (SELECT MAP[s, 1] AS m FROM (VALUES ('a')) AS t(s)) AS q;
