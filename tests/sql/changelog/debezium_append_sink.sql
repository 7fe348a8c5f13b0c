-- error: 2
-- A table of appended rows cannot take updates.
CREATE TABLE products (id INT, name STRING, price DECIMAL(10, 2), `day` DATE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium.jsonl', 'format' = 'debezium-json');
CREATE TABLE sink (id INT) WITH ('connector' = 'filesystem', 'path' = '${DIR}/none', 'format' = 'json');
INSERT INTO sink SELECT id FROM products;
