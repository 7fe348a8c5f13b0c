-- Elements are cast for a sink where Flink casts by itself.
CREATE TABLE p (a ARRAY<BIGINT>, b ARRAY<VARCHAR(2)>, c ARRAY<DOUBLE>) WITH ('connector' = 'print');
INSERT INTO p SELECT ARRAY[1, 2], ARRAY['abc', 'd'], ARRAY[CAST(1.5 AS FLOAT)];
