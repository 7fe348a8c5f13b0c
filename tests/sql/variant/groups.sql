-- order: any
-- parallelism: 1
-- Groups of VARIANTs, and VARIANTs as results of aggregates, with their changes.
CREATE TABLE p (v VARIANT, n BIGINT) WITH ('connector' = 'print');
INSERT INTO p SELECT v, COUNT(*) FROM (SELECT PARSE_JSON(j) AS v FROM (VALUES ('{"a":1}'), ('{"a":2}'), ('{"a":1}'), ('null')) AS t(j)) GROUP BY v;
