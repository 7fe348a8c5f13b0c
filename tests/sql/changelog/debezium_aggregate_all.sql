-- parallelism: 1
-- One aggregate over all rows, of which one is deleted and others are updated.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
SELECT COUNT(*), COUNT(name), MAX(price), MIN(price) FROM products;
