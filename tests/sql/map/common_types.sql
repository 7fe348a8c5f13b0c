-- order: any
-- Maps in CASE, COALESCE, IF, VALUES and UNION ALL: keys and values get their common types.
SELECT CASE WHEN i > 1 THEN MAP['a', 'bbb'] ELSE MAP['ccc', 'd'] END, CASE WHEN i > 1 THEN MAP['a', 'bbb'] END FROM (VALUES 1, 2) AS t(i);
SELECT COALESCE(CAST(NULL AS MAP<STRING, STRING>), MAP['a', 'b']), IFNULL(CASE WHEN i > 1 THEN MAP['a', 'bbb'] END, MAP['ccc', 'd']) FROM (VALUES (1, 's'), (2, CAST(NULL AS STRING))) AS t(i, s);
SELECT TYPEOF(CASE WHEN i > 1 THEN MAP['a', 'bbb'] ELSE MAP['ccc', CAST(NULL AS STRING)] END), TYPEOF(COALESCE(CASE WHEN i > 1 THEN MAP['a', 'bbb'] END, MAP['ccc', 'd'])) FROM (VALUES 1) AS t(i);
SELECT i, m FROM (VALUES (1, MAP['a', 'b']), (2, MAP['cc', 'd']), (3, CAST(NULL AS MAP<STRING, STRING>))) AS t(i, m);
SELECT MAP['a', 'b'] AS m UNION ALL SELECT MAP['cc', CAST(NULL AS STRING)];
