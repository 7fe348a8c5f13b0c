-- Maps as keys of groups: in another order they are another key.
SELECT m, COUNT(*) FROM (SELECT MAP[s, i] AS m FROM (VALUES ('a', 1), ('a', 1), ('b', 1)) AS t(s, i)) AS q GROUP BY m;
SELECT DISTINCT m FROM (SELECT MAP[s, i] AS m FROM (VALUES ('a', 1), ('a', 1), ('b', 1)) AS t(s, i)) AS q;
SELECT m, COUNT(*) FROM (SELECT CASE WHEN i = 1 THEN MAP['a', 1, 'b', 2] ELSE MAP['b', 2, 'a', 1] END AS m FROM (VALUES (1), (2)) AS t(i)) AS q GROUP BY m;
