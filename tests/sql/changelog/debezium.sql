-- Inserts, updates, deletes and snapshot rows of Debezium; fields that nobody named are passed over.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
SELECT * FROM products;
