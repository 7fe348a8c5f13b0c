-- order: any
-- VALUES of mixed types, with casts and expressions.
CREATE VIEW v AS SELECT * FROM (VALUES (1, 1.5, 'a', CAST('2024-01-01' AS DATE)), (2000000000000, 2, 'bcd', DATE '2024-02-02'), (CAST(3 AS SMALLINT), CAST(NULL AS DECIMAL(10, 3)), CAST(NULL AS STRING), CAST(NULL AS DATE))) AS t(a, b, c, d);
DESCRIBE v;
SELECT a, b, c, d, CAST(a AS STRING) || c, CAST(b AS INT), TRY_CAST(c AS INT), CAST(d AS TIMESTAMP(3)) FROM v;
