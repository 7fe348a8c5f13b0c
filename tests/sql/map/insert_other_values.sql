-- error: 2
-- No cast by itself from text to bytes inside a map.
CREATE TABLE p (a MAP<STRING, BYTES>) WITH ('connector' = 'print');
INSERT INTO p SELECT MAP['a', 'b'];
