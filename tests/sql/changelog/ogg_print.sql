-- The same in a print table.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ogg.jsonl', 'format' = 'ogg-json');
CREATE TABLE shown (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'print');
INSERT INTO shown SELECT * FROM products;
