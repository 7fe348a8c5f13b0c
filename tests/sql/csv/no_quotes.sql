-- Quotes switched off.
CREATE TABLE c (id STRING, name STRING, d STRING, ts STRING, b STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/plain.csv', 'format' = 'csv', 'csv.disable-quote-character' = 'true', 'csv.ignore-parse-errors' = 'true');
SELECT * FROM c;
