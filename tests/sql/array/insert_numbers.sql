-- error: 2
-- Numbers into an array of texts.
CREATE TABLE p (a ARRAY<STRING>) WITH ('connector' = 'print');
INSERT INTO p SELECT ARRAY[1];
