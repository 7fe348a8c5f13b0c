-- Inserts, updates, deletes of maxwell: old has what changed, also to or from NULL.
CREATE TABLE products (id INT, name STRING, description STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/maxwell.jsonl', 'format' = 'maxwell-json');
SELECT * FROM products;
