-- error: 1
-- A field that is no INT fails the job.
CREATE TABLE products (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_bad.jsonl', 'format' = 'debezium-json');
SELECT * FROM products;
