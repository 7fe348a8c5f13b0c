-- Only some columns are read, in another order.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
SELECT `day`, id FROM products;
