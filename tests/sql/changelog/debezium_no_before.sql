-- error: 1
-- An update without the row before it fails the job.
CREATE TABLE products (id INT, name STRING) WITH ('connector' = 'filesystem', 'path' = '${DIR}/debezium_no_before.jsonl', 'format' = 'debezium-json');
SELECT * FROM products;
