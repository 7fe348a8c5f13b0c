-- A field of old that is NULL was NULL; one that is not there did not change.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/canal_null_before.jsonl', 'format' = 'canal-json');
SELECT * FROM products;
