-- Another delimiter, another quote, a null literal.
CREATE TABLE c (id INT, a STRING, n INT, b STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/semi.csv', 'format' = 'csv',
  'csv.field-delimiter' = ';', 'csv.quote-character' = '''', 'csv.null-literal' = 'NULL', 'csv.ignore-parse-errors' = 'true');
SELECT * FROM c;
