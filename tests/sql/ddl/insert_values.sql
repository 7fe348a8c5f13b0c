-- INSERT VALUES with NULL, expressions and widening types.
CREATE TABLE sink (a BIGINT, b STRING, c DOUBLE, d DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO sink VALUES (1, 'one', 1, 1), (2, CAST(NULL AS STRING), 2.5, 2.5), (3 + 4, 'a' || 'b', -0.5E0, 7.125);
