-- A changelog goes into a print table with its row kinds.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
CREATE TABLE shown (id INT, name STRING, price DECIMAL(10, 2)) WITH ('connector' = 'print');
INSERT INTO shown SELECT id, name, price FROM products;
