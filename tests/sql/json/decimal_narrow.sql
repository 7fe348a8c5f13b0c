-- Decimals that do not fit the column are NULL, digits too many are rounded.
CREATE TABLE n (id INT, m DECIMAL(4, 1), n DECIMAL(20, 0)) WITH ('connector' = 'filesystem', 'path' = '${DIR}/numbers.jsonl', 'format' = 'json');
CREATE TABLE sink (c1 INT, c2 DECIMAL(4, 1), c3 DECIMAL(20, 0)) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM n;
