-- A filter looks at the row before and the row after an update for itself.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
SELECT id, price FROM products WHERE price > 5;
