-- Another delimiter, another quote, a null literal.
CREATE TABLE c (id INT, a STRING, n INT, b STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/semi.csv', 'format' = 'csv',
  'csv.field-delimiter' = ';', 'csv.quote-character' = '''', 'csv.null-literal' = 'NULL', 'csv.ignore-parse-errors' = 'true');
CREATE TABLE sink (c1 INT, c2 STRING, c3 INT, c4 STRING) WITH ('connector' = 'print');
INSERT INTO sink SELECT * FROM c;
