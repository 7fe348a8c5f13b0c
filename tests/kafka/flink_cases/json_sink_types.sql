-- topic: out
-- read: out
-- How each type is written.
CREATE TABLE dst (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(12, 2), x STRING, c CHAR(3), y BYTES, da DATE, ti TIME(0), ts TIMESTAMP(3), lz TIMESTAMP_LTZ(3))
WITH ('connector' = 'kafka', 'topic' = '${CASE}-out', 'properties.bootstrap.servers' = '${BROKERS}', 'format' = 'json');
INSERT INTO dst VALUES (TRUE, CAST(1 AS TINYINT), CAST(2 AS SMALLINT), 3, 4, CAST(1.5 AS FLOAT), 1e10, 100.00, 'é"\', 'abc', x'00ff', DATE '2020-12-30', TIME '12:13:14', TIMESTAMP '2020-12-30 12:13:14.500', TO_TIMESTAMP_LTZ(1609330394123, 3));
