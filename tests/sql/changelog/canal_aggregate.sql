-- parallelism: 1
-- An aggregate over canal rows.
CREATE TABLE products (id INT, name STRING, weight DOUBLE) WITH ('connector' = 'filesystem', 'path' = '${DIR}/canal.jsonl', 'format' = 'canal-json');
SELECT COUNT(*), SUM(weight) FROM products;
