-- error: 2
-- Texts into an array of numbers.
CREATE TABLE p (a ARRAY<BIGINT>) WITH ('connector' = 'print');
INSERT INTO p SELECT ARRAY['1'];
