-- An escape character.
CREATE TABLE c (id INT, a STRING, b STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/escape.csv', 'format' = 'csv', 'csv.field-delimiter' = '|', 'csv.escape-character' = '\', 'csv.null-literal' = 'n/a');
SELECT * FROM c;
