-- Inserts, updates, deletes of Oracle GoldenGate.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/ogg.jsonl', 'format' = 'ogg-json');
SELECT * FROM products;
