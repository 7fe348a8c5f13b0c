-- parallelism: 1
-- An aggregate over maxwell rows.
CREATE TABLE products (id INT, name STRING, description STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/maxwell.jsonl', 'format' = 'maxwell-json');
SELECT COUNT(*), COUNT(description), MIN(weight) FROM products;
