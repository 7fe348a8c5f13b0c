-- error: 2
-- An array into a number.
CREATE TABLE p (a INT) WITH ('connector' = 'print');
INSERT INTO p SELECT ARRAY[1];
