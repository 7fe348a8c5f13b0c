-- error: 2
-- BIGINT into a row of INT.
CREATE TABLE p (a ROW<x INT>) WITH ('connector' = 'print');
INSERT INTO p SELECT ROW(CAST(1 AS BIGINT));
