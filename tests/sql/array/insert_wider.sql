-- error: 2
-- BIGINT into an array of INT.
CREATE TABLE p (a ARRAY<INT>) WITH ('connector' = 'print');
INSERT INTO p SELECT ARRAY[CAST(1 AS BIGINT)];
