-- Digits too many for the scale of a DECIMAL column are rounded.
CREATE TABLE n (id INT, m DECIMAL(10, 1), n DECIMAL(38, 0)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DECIMAL(10, 1), c3 DECIMAL(38, 0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM n;
