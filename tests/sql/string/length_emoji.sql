-- A character outside the basic plane counts as one.
CREATE TABLE sink (c1 INT, c2 INT, c3 INT, c4 INT, c5 VARCHAR(5), c6 STRING, c7 VARCHAR(5), c8 INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT CHAR_LENGTH('🍎x🍐'), CHAR_LENGTH('日本'), CHAR_LENGTH(''), CHAR_LENGTH('é'), SUBSTRING('🍎x🍐' FROM 2 FOR 1), REVERSE('🍎x'), LEFT('🍎x🍐', 1), POSITION('🍐' IN '🍎x🍐');
