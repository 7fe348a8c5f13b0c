-- Quotes switched off.
CREATE TABLE c (id STRING, name STRING, d STRING, ts STRING, b STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv', 'csv.disable-quote-character' = 'true', 'csv.ignore-parse-errors' = 'true');
CREATE TABLE sink (c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM c;
