-- parallelism: 1
-- An aggregate takes back what an update or delete takes back.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
SELECT name, COUNT(*), SUM(price) FROM products GROUP BY name;
