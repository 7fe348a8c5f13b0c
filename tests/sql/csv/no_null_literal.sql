-- Without a null literal an empty field of text is empty.
CREATE TABLE c (id INT, name STRING, d STRING, ts STRING, b STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv');
SELECT * FROM c;
CREATE TABLE sink (id INT, name STRING, n INT) WITH ('connector' = 'print');
INSERT INTO sink SELECT id, name, CHAR_LENGTH(name) FROM c;
