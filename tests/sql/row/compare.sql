-- Rows that are written out are compared field by field; others are equal or not.
SELECT ROW(1, 2) = ROW(1, 2), ROW(1, 2) = ROW(1, 3), ROW(1, 2) <> ROW(1, 3), ROW(1, 2) = ROW(1.0, 2), ROW(1, 'a') = ROW(1, 'a'), (1, 2) = (1, 2), (1, 2) <> (1, 3), ROW(1, ROW(2, 3)) = ROW(1, ROW(2, 4)), ROW(ARRAY[1], 2) = ROW(ARRAY[1], 2);
SELECT ROW(1, CAST(NULL AS INT)) = ROW(1, CAST(NULL AS INT)), ROW(1, CAST(NULL AS INT)) = ROW(2, CAST(NULL AS INT)), ROW(1, 2) IS NULL, ROW(CAST(NULL AS INT)) IS NULL, ROW(CAST(NULL AS INT)) IS NOT NULL;
SELECT ROW(1, 2) IS DISTINCT FROM ROW(1, 2), ROW(1, 2) IS NOT DISTINCT FROM ROW(1, 2), ROW(1, CAST(NULL AS INT)) IS NOT DISTINCT FROM ROW(1, CAST(NULL AS INT));
SELECT (1, 2) IN ((1, 2), (3, 4)), ROW(1, 2) IN (ROW(1, 3), ROW(3, 4)), ROW(1, 2) NOT IN (ROW(1, 3), ROW(3, 4)), NULLIF(ROW(1, 2), ROW(1, 2)), NULLIF(ROW(1, 2), ROW(1, 3));
SELECT x, y, ROW(x, y) = ROW(1, 2), ROW(x, y) <> ROW(1, 2), (x, y) IN ((1, 2), (3, 4)), (x, y) NOT IN ((1, 2), (3, 4)) FROM (VALUES (1, 2), (1, CAST(NULL AS INT)), (2, CAST(NULL AS INT))) AS t(x, y);
SELECT ROW(x, y) = q, CASE ROW(x, y) WHEN ROW(1, 2) THEN 'a' ELSE 'b' END FROM (SELECT x, y, ROW(1, y) AS q FROM (VALUES (1, 2), (1, CAST(NULL AS INT)), (2, CAST(NULL AS INT))) AS t(x, y)) AS z;
SELECT x FROM (VALUES (1, 2), (2, 2)) AS t(x, y) WHERE (x, y) = (2, 2);
SELECT x FROM (VALUES (1), (2)) AS t(x) WHERE (x, x) IN ((1, 1), (2, 3));
