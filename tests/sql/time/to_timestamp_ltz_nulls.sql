-- order: any
-- TO_TIMESTAMP_LTZ of texts that do not fit their pattern, of unknown zones and patterns, and of decimals.
SELECT s, TO_TIMESTAMP_LTZ(s, 'yyyy-MM-dd'), TO_TIMESTAMP_LTZ(s, 'yyyy-MM-dd', 'Asia/Shanghai'), TO_TIMESTAMP_LTZ(s, 'yyyy-MM-dd', 'Nowhere/City'), TO_TIMESTAMP_LTZ(s, 'bogus') FROM (VALUES '2023-01-01', '2023-13-01', 'x', '2023-01-01 10:00:00', '', CAST(NULL AS STRING)) AS t(s);
SELECT TO_TIMESTAMP_LTZ(d, 0), TO_TIMESTAMP_LTZ(d, 3), TO_TIMESTAMP_LTZ(CAST(d AS DOUBLE), 0), TO_TIMESTAMP_LTZ(i), TO_TIMESTAMP_LTZ(i, 0) FROM (VALUES (CAST(100.999 AS DECIMAL(10, 3)), 100), (CAST(-100.999 AS DECIMAL(10, 3)), -1), (CAST(NULL AS DECIMAL(10, 3)), CAST(NULL AS INT))) AS t(d, i);
